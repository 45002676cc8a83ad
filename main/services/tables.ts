import { join } from 'node:path';
import type { TableData, TableFile, TableSummary } from '../../preload/contract/table.ts';
import { layeredSpaceId } from '../../preload/contract/space-ids.ts';
import { brand, type ArchitectureName, type SpaceId } from '../core/brand.ts';
import type { LayeredNetwork } from '../core/cost-model/cost-model.ts';
import { invalidInput } from '../core/lab-error.ts';
import { nasBench201 } from '../core/spaces/nas-bench-201.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import { readArchitectureOrder } from '../formats/importers/architecture-order.ts';
import { readTable } from '../formats/importers/read-table.ts';
import type { LatencyTable } from '../formats/latency-table.ts';
import { printLatencyTable } from '../formats/latency-table-csv.ts';
import { layersOfRows, readLayeredNetworks } from '../formats/layered-networks.ts';
import { blobSource, fileSource, type TextSource } from '../formats/text-source.ts';
import type { Store } from '../store/open-store.ts';
import type { StoredTable, TableSummary as StoredSummary } from '../store/stored-table.ts';
import { customName, customSpace } from './custom-networks.ts';
import { os } from './procedures.ts';

interface TableContext {
  readonly store: Store;
  /** Files that come with the program. */
  readonly resourcesFolder: string;
}

/** Name of the table that comes with the program, in every lab. */
const sampleName = 'sample';

/** Tables of the lab: list, read, import, export, remove. */
export function tableProcedures({ store, resourcesFolder }: TableContext) {
  function keep(name: string, spaceId: SpaceId, table: LatencyTable, fileName: string, layers?: readonly LayeredNetwork[]): TableSummary {
    const about = { name, spaceId, source: table.source || fileName, createdAtMs: Date.now() };
    return toSummary(store.tables.create({ ...table, ...about, ...(layers === undefined ? {} : { layers }) }));
  }

  return os.tables.router({
    list: os.tables.list.handler(() => store.tables.list().map(toSummary)),
    get: os.tables.get.handler(({ input }) => toData(store.tables.get(input.table))),
    import: os.tables.import.handler(async ({ input, signal }) => {
      const { id: spaceId, canonicalName } = namesOf(input.spaceId);
      if ((spaceId === layeredSpace) !== (input.layers !== undefined)) throw layersMisplaced(spaceId);
      const source = sourceOf(input.source);
      const order = input.order === undefined ? undefined : await readArchitectureOrder(sourceOf(input.order));
      const options = {
        quantity: input.quantity,
        spaceId,
        canonicalName,
        ...(input.missing === undefined ? {} : { missing: input.missing }),
        ...(input.column === undefined ? {} : { column: input.column }),
        ...(order === undefined ? {} : { order }),
        ...(signal ? { signal } : {}),
      };
      const table = await readTable(source, options, input.format);
      const layers = input.layers === undefined ? undefined : await layersOf(table, source, sourceOf(input.layers));
      return keep(input.name, spaceId, table, source.name, layers);
    }),
    importSample: os.tables.importSample.handler(async () => {
      const known = store.tables.list().find(({ name }) => name === sampleName);
      if (known) return toSummary(known);
      const source = fileSource(join(resourcesFolder, 'sample/nas-bench-201.csv'));
      const options = { quantity: 'latency', spaceId: nasBench201.id, canonicalName: namesOf(nasBench201.id).canonicalName } as const;
      return keep(sampleName, nasBench201.id, await readTable(source, options, 'csv'), source.name);
    }),
    export: os.tables.export.handler(({ input }) => {
      const table = store.tables.get(input.table);
      const columns = table.columns.map((column) => column.name);
      return new Blob([...printLatencyTable({ ...table, columns })], { type: 'text/csv' });
    }),
    remove: os.tables.remove.handler(({ input }) => {
      store.tables.remove(input.table);
      return {};
    }),
  });
}

const layeredSpace = brand<SpaceId>(layeredSpaceId);

function layersMisplaced(spaceId: SpaceId): Error {
  return spaceId === layeredSpace
    ? invalidInput('Networks of no search space need a file with their layers.', 'Give one JSON object a line: id and layers.')
    : invalidInput(
        `The layers of ${spaceId}’s architectures follow from their names.`,
        `Leave the file of layers out, or choose ${layeredSpace}.`,
      );
}

async function layersOf(table: LatencyTable, source: TextSource, layers: TextSource): Promise<LayeredNetwork[]> {
  const { networks } = layersOfRows(Array.from(table.names, String), source.name, await readLayeredNetworks(layers), layers.name);
  return networks;
}

/** How a space checks and prints names; those of networks from files are only checked. */
function namesOf(spaceId: string): { readonly id: SpaceId; readonly canonicalName: (name: string) => ArchitectureName } {
  if (spaceId === layeredSpace) return { id: layeredSpace, canonicalName: layeredName };
  if (spaceId === customSpace) return { id: customSpace, canonicalName: customName };
  const space = findSpace(spaceId);
  return { id: space.id, canonicalName: (name) => space.print(space.parse(name)) };
}

/** Names of networks that only their layers tell are taken as they are. */
function layeredName(name: string): ArchitectureName {
  if (name.trim() !== '' && name.length <= 200 && !/\p{Cc}/u.test(name)) return brand(name);
  throw invalidInput('This is not the name of a network.', 'Give 1 to 200 printable characters.', name.slice(0, 200));
}

function sourceOf(file: TableFile): TextSource {
  return 'path' in file ? fileSource(file.path) : blobSource(file.fileName, file.content);
}

function toSummary(table: StoredSummary): TableSummary {
  return {
    name: table.name,
    spaceId: table.spaceId,
    quantity: table.quantity,
    unit: table.unit,
    source: table.source,
    architectures: table.architectures,
    columns: table.columns.map(({ name, measured, origin }) => ({ name, measured, origin })),
    createdAtMs: table.createdAtMs,
  };
}

function toData(table: StoredTable): TableData {
  return { ...toSummary(table), names: [...table.names], values: table.values.map((column) => [...column]) };
}
