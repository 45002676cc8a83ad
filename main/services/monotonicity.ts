import type { MonotonicityMatrix, MonotonicityPair, PairAdvice } from '../../preload/contract/monotonicity.ts';
import { invalidInput, LabError } from '../core/lab-error.ts';
import { createRng } from '../core/rng.ts';
import { completePairs } from '../core/stats/complete-pairs.ts';
import { averageRanks } from '../core/stats/ranks.ts';
import { monotonicity, type MonotonicityPair as CorePair } from '../core/transfer/monotonicity.ts';
import type { Store } from '../store/open-store.ts';
import type { StoredTable } from '../store/stored-table.ts';
import { os } from './procedures.ts';
import { RecentResults } from './recent-results.ts';
import { runInSlices } from './run-in-slices.ts';

/** How many tables' matrices, and pairs, are kept at hand. */
const keptResults = 16;
/** A pair has the interval that the matrix shows for it by default. */
const pairBootstrap = { resamples: 1000, seed: 1 };

/** Rank agreement of the devices of a table. */
export function monotonicityProcedures({ store }: { readonly store: Store }) {
  const matrices = new RecentResults<MonotonicityMatrix>(keptResults);
  const pairs = new RecentResults<MonotonicityPair>(keptResults);

  return os.monotonicity.router({
    matrix: os.monotonicity.matrix.handler(({ input, signal }) => {
      const { table, devices, resamples, seed } = input;
      const key = JSON.stringify([store.tables.version(table), devices, resamples, seed]);
      return matrices.get(key, () => matrixOf(store.tables.get(table), devices, { resamples, seed }, signal));
    }),
    pair: os.monotonicity.pair.handler(({ input, signal }) => {
      const { table, a, b } = input;
      const key = JSON.stringify([store.tables.version(table), a, b]);
      return pairs.get(key, () => pairOf(store.tables.get(table), a, b, signal));
    }),
  });
}

interface Bootstrap {
  readonly resamples: number;
  readonly seed: number;
}

async function matrixOf(
  table: StoredTable,
  chosen: readonly string[] | undefined,
  bootstrap: Bootstrap,
  signal: AbortSignal | undefined,
): Promise<MonotonicityMatrix> {
  const devices = [...new Set(chosen ?? table.columns.map((column) => column.name))];
  const result = await runInSlices(agreement(table, devices, bootstrap), signal);
  return {
    table: table.name,
    spaceId: table.spaceId,
    devices,
    architectures: table.architectures,
    srcc: result.srcc.map((row) => [...row]),
    low: result.intervals.map((row) => row.map((interval) => interval?.low ?? null)),
    high: result.intervals.map((row) => row.map((interval) => interval?.high ?? null)),
    pairs: result.pairs.map((pair) => toAdvice(pair, devices)),
    mean: result.mean,
    lowest: result.lowest,
    clusteredOrder: [...result.linkage.order],
    tree: result.linkage.steps.map((step) => ({ ...step })),
  };
}

async function pairOf(table: StoredTable, a: string, b: string, signal: AbortSignal | undefined): Promise<MonotonicityPair> {
  if (a === b) throw invalidInput(`“${a}” cannot be compared with itself.`, 'Choose two different devices.');
  const devices = [a, b];
  const result = await runInSlices(agreement(table, devices, pairBootstrap), signal);
  const { indices, x, y } = completePairs(columnOf(table, a), columnOf(table, b));
  return {
    ...toAdvice(result.pairs[0]!, devices),
    names: Array.from(indices, (index) => table.names[index]!),
    latencyA: [...x],
    latencyB: [...y],
    rankA: [...averageRanks(x)],
    rankB: [...averageRanks(y)],
  };
}

function agreement(table: StoredTable, devices: readonly string[], { resamples, seed }: Bootstrap) {
  const columns = devices.map((device) => columnOf(table, device));
  return monotonicity(columns, { resamples, rng: createRng(seed) });
}

/** One value an architecture; NaN where it was not measured. */
function columnOf(table: StoredTable, device: string): Float64Array {
  const values = table.values[table.columns.findIndex((column) => column.name === device)];
  if (values) return Float64Array.from(values, (value) => value ?? NaN);
  throw new LabError({
    code: 'not-found',
    message: `The table “${table.name}” has no device “${device}”.`,
    remedy: `Choose from ${table.columns.map((column) => column.name).join(', ')}.`,
  });
}

function toAdvice({ a, b, srcc, interval, architectures, advice }: CorePair, devices: readonly string[]): PairAdvice {
  return { a: devices[a]!, b: devices[b]!, srcc, interval: interval && { ...interval }, architectures, advice };
}
