import { architectureDescriptors } from '../descriptors/architecture-descriptors.ts';
import { type Matrix, zeros } from '../linalg/matrix.ts';
import { fitRidge } from '../predictors/ridge.ts';
import type { Architecture, SearchSpace } from '../spaces/search-space.ts';
import { mean } from '../stats/summary.ts';

const mostRows = 300;
const mostDevices = 6;
const fewestRows = 30;
/** The space's usual form is kept unless another one's error is smaller by this share. */
const clearly = 0.02;

/**
 * The form of the networks that a table was measured on, where nobody says: the variant of the space whose totals explain the devices' latencies
 * best, by ridge regression with left-out rows. null: the space has one form alone, or too little is measured to tell.
 */
export function inferVariant(
  space: SearchSpace,
  architectures: readonly Architecture[],
  columns: ReadonlyMap<string, Float64Array>,
): string | null {
  if (space.variants.length < 2) return null;
  const rows = evenly([...architectures.keys()], mostRows);
  const devices = evenly([...columns.values()], mostDevices).flatMap((latencyMs) => {
    const measured = [...rows.keys()].filter((i) => latencyMs[rows[i]!]! > 0);
    const logs = measured.map((i) => Math.log(latencyMs[rows[i]!]!));
    return measured.length >= fewestRows && logs.some((value) => value !== logs[0]) ? [{ measured, logs }] : [];
  });
  if (devices.length === 0) return null;
  const some = rows.map((row) => architectures[row]!);
  const errors = space.variants.map((variant) => {
    const x = totalsOf(space, variant, some);
    return mean(devices.map(({ measured, logs }) => heldOutError(x, measured, logs)));
  });
  const best = errors.indexOf(Math.min(...errors));
  const [usual] = errors;
  return errors[best]! < (1 - clearly) * usual! ? space.variants[best]! : space.variants[0]!;
}

function totalsOf(space: SearchSpace, variant: string, architectures: readonly Architecture[]): Matrix {
  const descriptors = architectureDescriptors(space, { variant });
  const all = descriptors.describe(architectures);
  const { from, to } = descriptors.groups.find(({ name }) => name === 'totals')!;
  const x = zeros(all.rows, to - from);
  for (let i = 0; i < x.rows; i++) x.data.set(all.data.subarray(i * all.cols + from, i * all.cols + to), i * x.cols);
  return x;
}

/** Root of the mean squared error on the odd rows, fitted to the even ones. */
function heldOutError(x: Matrix, rows: readonly number[], y: readonly number[]): number {
  const part = (odd: number) => {
    const kept = rows.flatMap((row, k) => (k % 2 === odd ? [{ row, value: y[k]! }] : []));
    const matrix = zeros(kept.length, x.cols);
    kept.forEach(({ row }, i) => matrix.data.set(x.data.subarray(row * x.cols, (row + 1) * x.cols), i * x.cols));
    return { matrix, values: kept.map(({ value }) => value) };
  };
  const training = part(0);
  const tests = part(1);
  const featureNames = Array.from({ length: x.cols }, (_, k) => `descriptor ${k + 1}`);
  const { mean: predicted } = fitRidge(training.matrix, training.values, { featureNames, lambda: 'leave-one-out' }).predict(tests.matrix);
  return Math.sqrt(mean(tests.values.map((value, i) => (value - predicted[i]!) ** 2)));
}

function evenly<Item>(items: readonly Item[], most: number): Item[] {
  const count = Math.min(items.length, most);
  return Array.from({ length: count }, (_, k) => items[Math.floor((k * items.length) / count)]!);
}
