import type { LatencyTable, ReadOptions } from '../latency-table.ts';
import { pickledNumbers, type PickleValue } from '../pickle/pickle-value.ts';
import { tableError } from '../table-place.ts';
import { nasBench201Order } from './nas-bench-201-order.ts';
import { columnName, orderOf, tableOfValues } from './rows-of-values.ts';

/**
 * The table of a Python object that is nothing but one device's latencies in ms. The architectures are not in it: their order is the one
 * that was given, or the benchmark's own where there are as many as NAS-Bench-201 has.
 */
export function tableOfValueList(file: string, title: string, value: PickleValue, options: ReadOptions): LatencyTable {
  const values = pickledNumbers(value);
  if (values === undefined)
    throw tableError('parse-failed', { file }, 'it holds no list of numbers', `Choose a file of latencies: ${title}.`);
  const isWholeBenchmark = options.spaceId === 'nas-bench-201' && values.length === nasBench201Order().length;
  const order = isWholeBenchmark && options.order === undefined ? nasBench201Order() : orderOf(file, values.length, options);
  const rows = Array.from(values, (latencyMs, row) => [order[row]!, latencyMs] as const);
  return tableOfValues({ file, title, columns: [columnName(file, options)], rows, counted: 'row' }, options);
}
