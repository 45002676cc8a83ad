import { invalidInput } from '../../core/lab-error.ts';
import type { CostModelTable } from '../../core/cost-model/evaluation/cost-model-table.ts';
import { createRng } from '../../core/rng.ts';
import type { StoredTable } from '../../store/stored-table.ts';
import { requireQuantity } from '../table-column.ts';
import { groupsOfColumns } from './groups-of-columns.ts';
import type { FindLayers } from './network-layers.ts';

/** Networks that models are fitted to and checked on: of a larger table a random part. */
const mostNetworks = 500;

/** A latency table as cost models are fitted to it. `invalid-input`: it holds no latencies, or no network's layers are known. */
export function trainableTable(
  table: StoredTable,
  findLayers: FindLayers,
  groups: ReadonlyMap<string, string> | undefined,
  seed: number,
): CostModelTable {
  requireQuantity(table, 'latency');
  const measured = [...table.names.keys()].filter((row) => table.values.some((column) => column[row] !== null));
  const order = measured.length > mostNetworks ? createRng(seed).fork('networks').shuffle(measured) : measured;
  const networks = [];
  const rows: number[] = [];
  for (const row of order) {
    if (rows.length === mostNetworks) break;
    const network = findLayers(table.names[row]!);
    if (network === undefined) continue;
    networks.push({ ...network, id: String(table.names[row]) });
    rows.push(row);
  }
  if (rows.length === 0) {
    const remedy = 'Choose a table of a search space, or import the table together with its networks’ layers.';
    throw invalidInput(`The layers of none of the networks of table “${table.name}” are known.`, remedy);
  }
  return {
    devices: table.columns.map(({ name }) => name),
    networks,
    latencyMs: table.values.map((column) => Float64Array.from(rows, (row) => column[row] ?? NaN)),
    groups: groupsOfColumns(table.columns, groups),
  };
}
