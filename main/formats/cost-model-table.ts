import { type ArchitectureName, brand } from '../core/brand.ts';
import type { CostModelTable } from '../core/cost-model/evaluation/cost-model-table.ts';
import { readDeviceGroups } from './device-groups.ts';
import { readLatencyTable } from './latency-table.ts';
import { readLayeredNetworks } from './layered-networks.ts';
import { tableError } from './table-place.ts';
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
  const layered = new Map((await readLayeredNetworks(networks)).map((network) => [network.id, network]));
  const groupOf = groups ? await readDeviceGroups(groups) : new Map<string, string>();
  const ids = Array.from(latencyTable.names, String);
  const rows = ids.flatMap((id, row) => (layered.has(id) ? [row] : []));
  if (rows.length === 0) {
    const problem = `it has layers of none of the networks of ${latencies.name}`;
    throw tableError('invalid-input', { file: networks.name }, problem, 'Give the layers of the same networks under the same ids.');
  }
  return {
    table: {
      devices: latencyTable.columns,
      networks: rows.map((row) => layered.get(ids[row]!)!),
      latencyMs: latencyTable.values.map((column) => Float64Array.from(rows, (row) => column[row]!)),
      groups: latencyTable.columns.map((device) => groupOf.get(device) ?? `device ${device}`),
    },
    withoutLayers: ids.filter((id) => !layered.has(id)),
  };
}
