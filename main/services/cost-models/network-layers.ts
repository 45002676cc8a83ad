import { layeredSpaceId } from '../../../preload/contract/space-ids.ts';
import type { NetworkFolder } from '../../bench/network-folder.ts';
import type { LayeredNetwork } from '../../core/cost-model/cost-model.ts';
import { layerRows } from '../../core/network/layer-features.ts';
import { readOnnx } from '../../core/network/onnx/read-onnx.ts';
import type { NetworkOptions } from '../../core/spaces/search-space.ts';
import { findSpace } from '../../core/spaces/spaces.ts';
import type { TableRepository } from '../../store/table-repository.ts';
import type { TableSummary } from '../../store/stored-table.ts';
import { customSpace } from '../custom-networks.ts';

/** Where the layers of networks are found that their names do not tell. */
export interface LayerSources {
  readonly tables: Pick<TableRepository, 'layers'>;
  readonly files: Pick<NetworkFolder, 'find'>;
}

/** Gives a network's layers by its name; undefined where they are not known. A name that is none of the space throws `invalid-input`. */
export type FindLayers = (name: string) => LayeredNetwork | undefined;

/** How the networks of a table are turned into layers: built by their space, read from the lab's ONNX files, or as imported with the table. */
export function layersOfTable(table: TableSummary, { tables, files }: LayerSources): FindLayers {
  switch (table.spaceId as string) {
    case layeredSpaceId: {
      const known = new Map(tables.layers(table.name).map((network) => [network.id, network]));
      return (name) => known.get(name);
    }
    case customSpace:
      return layersOfFiles(files);
    default:
      return layersOfSpace(table.spaceId, commonOptions(table));
  }
}

/** The layers of ONNX files that were measured in the lab, by the names that follow from their content. */
export function layersOfFiles(files: LayerSources['files']): FindLayers {
  return (name) => {
    const bytes = files.find(name.slice('custom:'.length));
    return bytes === undefined ? undefined : { id: name, layers: layerRows(readOnnx(bytes).network) };
  };
}

/** The layers of a space's architectures; undefined for other kinds of networks, which no name describes. */
export function layersOfSpace(spaceId: string, options: NetworkOptions = {}): FindLayers {
  if (spaceId === layeredSpaceId || spaceId === customSpace) return () => undefined;
  const space = findSpace(spaceId);
  return (name) => {
    const architecture = space.parse(name);
    return { id: space.print(architecture), layers: layerRows(space.network(architecture, options)) };
  };
}

/** How the architectures were built, where every column that tells agrees; else the space's usual way. */
function commonOptions({ columns }: TableSummary): NetworkOptions {
  const told = columns.flatMap(({ conditions }) => (conditions === null ? [] : [conditions.networkOptions ?? {}]));
  const [first = {}] = told;
  return told.every((options) => JSON.stringify(options) === JSON.stringify(first)) ? first : {};
}
