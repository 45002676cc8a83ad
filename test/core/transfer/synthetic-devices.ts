import { multiplyVector } from '../../../main/core/linalg/multiply.ts';
import { createRng } from '../../../main/core/rng.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { sampleDistinct } from '../../../main/core/spaces/sample-distinct.ts';
import { type Population, population } from '../../../main/core/transfer/population.ts';
import type { SourceDevice } from '../../../main/core/transfer/source-features.ts';

/** Distinct NAS-Bench-201 cells as transfer methods see them. */
export function cells(count: number, seed = 1): Population {
  return population(nasBench201, sampleDistinct(nasBench201, count, createRng(seed)));
}

/** Of `none`, `skip_connect`, `nor_conv_1x1`, `nor_conv_3x3`, `avg_pool_3x3`. */
const usualMs = [0, 0.3, 1, 2, 1.2];

/** A device with times of its own for the operators that are built (`choices`), or that run (`live choices`): latencies are linear in the descriptors. */
export function device(
  { descriptors, x }: Population,
  name: string,
  group: 'choices' | 'live choices' = 'choices',
  noise = 0,
): SourceDevice & { readonly weights: Float64Array } {
  const rng = createRng(0).fork(name);
  const { from, to } = descriptors.groups.find((one) => one.name === group)!;
  const weights = new Float64Array(x.cols);
  for (let column = from; column < to; column++) weights[column] = usualMs[column - from]! * (0.4 + 1.6 * rng.next());
  const latencyMs = multiplyVector(x, weights).map((value) => (4 + value) * (1 + noise * rng.normal()));
  return { name, latencyMs, weights };
}

/** The latencies of some rows. */
export function measure({ latencyMs }: SourceDevice, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => latencyMs[row]!);
}

/** The device with only the given rows measured. */
export function withOnly(source: SourceDevice, rows: readonly number[]): SourceDevice {
  const kept = new Set(rows);
  return { name: source.name, latencyMs: source.latencyMs.map((value, row) => (kept.has(row) ? value : NaN)) };
}
