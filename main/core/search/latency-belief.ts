import type { Matrix } from '../linalg/matrix.ts';
import { errorVarianceFactor, isJudged } from '../transfer/error-variance-factor.ts';
import type { TransferFit } from '../transfer/transfer-fit.ts';

/** What is known of a target's latencies: what was measured as it is, and predictions of all else, with their joint errors. */
export interface LatencyBelief {
  /** [n] milliseconds. */
  readonly latencyMs: Float64Array;
  readonly measured: ReadonlySet<number>;
  /** Of what was not measured; null: the method states none. */
  readonly errors: LatencyErrors | null;
}

export interface LatencyErrors {
  /** [n] */
  readonly deviationMs: Float64Array;
  /** Of rows that were not measured, [rows, rows] in ms². */
  covariance(rows: readonly number[]): Matrix;
}

/** A fit with what was measured pinned, and its errors as large as those on left-out samples say. `latencyMs`: [K] of the samples. */
export function latencyBelief(fit: TransferFit, samples: readonly number[], latencyMs: Float64Array): LatencyBelief {
  const known = fit.latencyMs.slice();
  samples.forEach((row, i) => (known[row] = latencyMs[i]!));
  const about = { latencyMs: known, measured: new Set(samples) };
  if (!isJudged(fit)) return { ...about, errors: null };
  const factor = errorVarianceFactor(fit, latencyMs);
  return {
    ...about,
    errors: {
      deviationMs: fit.standardDeviationMs.map((value) => Math.sqrt(factor) * value),
      covariance: (rows) => {
        const covariance = fit.errorCovariance(rows);
        return { ...covariance, data: covariance.data.map((value) => factor * value) };
      },
    },
  };
}
