import { type Matrix, zeros } from '../linalg/matrix.ts';
import { mean } from '../stats/summary.ts';
import type { BestProxy } from './best-proxy.ts';
import { squaredRelativeErrors } from './left-out-errors.ts';
import type { JudgedFit } from './transfer-fit.ts';

/** A proxy's latencies as the target's; its relative errors on left-out samples are taken for those everywhere. `latencyMs`: [K] of the samples. */
export function proxyAsItIs(proxy: BestProxy, latencyMs: Float64Array): Omit<JudgedFit, 'reason'> {
  const relativeDeviation = Math.sqrt(mean(squaredRelativeErrors(proxy.leaveOneOutMs, latencyMs)));
  return {
    model: { kind: 'formula', terms: proxy.terms },
    latencyMs: proxy.latencyMs,
    standardDeviationMs: proxy.latencyMs.map((value) => relativeDeviation * value),
    leaveOneOutMs: proxy.leaveOneOutMs,
    errorCovariance: (rows) => diagonal(rows.map((row) => (relativeDeviation * proxy.latencyMs[row]!) ** 2)),
    leaveOneOutDeviationMs: proxy.leaveOneOutMs.map((value) => relativeDeviation * value),
    chosen: `none: ${proxy.name} as it is`,
  };
}

function diagonal(values: readonly number[]): Matrix {
  const matrix = zeros(values.length, values.length);
  values.forEach((value, i) => (matrix.data[i * values.length + i] = value));
  return matrix;
}
