import { type ArchitectureName, brand } from '../core/brand.ts';
import type { CostModelTable } from '../core/cost-model/evaluation/cost-model-table.ts';
import { readDeviceGroups } from './device-groups.ts';
import { readLatencyTable } from './latency-table.ts';
import { layersOfRows, readLayeredNetworks } from './layered-networks.ts';
import type { TextSource } from './text-source.ts';

export interface CostModelTableFiles {
  /** A latency table whose rows are named by network ids. */
  readonly latencies: TextSource;
  readonly networks: TextSource;
  /** Without it every device is a group of its own; so is one that the file does not name. */
  readonly groups?: TextSource;
  /** A number that stands for “not measured”. */
  readonly missing?: number | undefined;
  readonly signal?: AbortSignal;
}

export interface ReadCostModelTable {
  readonly table: CostModelTable;
  /** Ids of networks in the latency table that are left out because the other file has no layers for them. */
  readonly withoutLayers: readonly string[];
}

/**
 * Reads what a cost model is evaluated on. Throws what the readers of the files throw, and `invalid-input` where no network of the latency
 * table has layers.
 */
export async function readCostModelTable({
  latencies,
  networks,
  groups,
  missing,
  signal,
}: CostModelTableFiles): Promise<ReadCostModelTable> {
  const latencyTable = await readLatencyTable(latencies, {
    quantity: 'latency',
    canonicalName: (name) => brand<ArchitectureName>(name),
    ...(missing === undefined ? {} : { missing }),
    ...(signal ? { signal } : {}),
  });
  const groupOf = groups ? await readDeviceGroups(groups) : new Map<string, string>();
  const ids = Array.from(latencyTable.names, String);
  const { networks: layered, rows } = layersOfRows(ids, latencies.name, await readLayeredNetworks(networks), networks.name);
  const known = new Set(layered.map(({ id }) => id));
  return {
    table: {
      devices: latencyTable.columns,
      networks: layered,
      latencyMs: latencyTable.values.map((column) => Float64Array.from(rows, (row) => column[row]!)),
      groups: latencyTable.columns.map((device) => groupOf.get(device) ?? `device ${device}`),
    },
    withoutLayers: ids.filter((id) => !known.has(id)),
  };
}
