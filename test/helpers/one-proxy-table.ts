import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { referenceData } from './requirements.ts';

/** OneProxy's latencies in ms: 1,999 NAS-Bench-201 architectures × 18 devices (Ren-Research/OneProxy). */
export const oneProxyPath = 'nas-bench-201/oneproxy.csv';

export interface OneProxyTable {
  readonly devices: readonly string[];
  readonly architectures: readonly string[];
  /** [devices][architectures]; NaN: not measured. */
  readonly columns: readonly Float64Array[];
  column(device: string): Float64Array;
}

export function oneProxyTable(): OneProxyTable {
  const path = referenceData(oneProxyPath);
  assert.ok(path !== undefined, 'skip this test where the reference data is absent');
  const [header = [], ...rows] = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const devices = header.slice(1);
  const columns = devices.map((_, d) => Float64Array.from(rows, (cells) => (cells[d + 1] ? Number(cells[d + 1]) : NaN)));
  return {
    devices,
    architectures: rows.map((cells) => cells[0]!),
    columns,
    column: (device) => columns[devices.indexOf(device)]!,
  };
}

const operators = ['none', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3', 'avg_pool_3x3'];

/** The published encoding: 6 edges × 5 operators one-hot and a trailing 1; 31 values, rank 25 over the space. */
export function publishedOneHot(architecture: string): Float64Array {
  const encoding = new Float64Array(31);
  [...architecture.matchAll(/\|([a-z_0-9]+)~\d/g)].forEach(([, operator], edge) => (encoding[edge * 5 + operators.indexOf(operator!)] = 1));
  encoding[30] = 1;
  return encoding;
}
