import { mean } from '../stats/summary.ts';

/** Of relative errors: a few slow architectures must not decide. Both [K] in milliseconds. */
export function squaredRelativeErrors(predicted: Float64Array, latencyMs: Float64Array): Float64Array {
  return latencyMs.map((value, i) => ((predicted[i]! - value) / value) ** 2);
}

/**
 * Whether the first way of predicting left-out samples errs less than the second, by more than so many standard errors of the paired difference. All
 * [K] in milliseconds.
 */
export function errsLess(predicted: Float64Array, other: Float64Array, latencyMs: Float64Array, standardErrors: number): boolean {
  const own = squaredRelativeErrors(predicted, latencyMs);
  const gains = squaredRelativeErrors(other, latencyMs).map((error, i) => error - own[i]!);
  return mean(gains) > standardErrors * standardError(gains);
}

function standardError(values: Float64Array): number {
  const average = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - average) ** 2)) / Math.max(1, values.length - 1));
}
