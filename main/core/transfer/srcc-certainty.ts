import { multiplyVector } from '../linalg/multiply.ts';
import { semidefiniteFactor } from '../linalg/semidefinite-factor.ts';
import type { Rng } from '../rng.ts';
import { quantile } from '../stats/quantiles.ts';
import { mean } from '../stats/summary.ts';
import { spearman } from '../stats/spearman.ts';
import { errorVarianceFactor, priorSamples } from './error-variance-factor.ts';
import type { JudgedFit } from './transfer-fit.ts';

/** What is known of the rank correlation of predictions with latencies that were not measured. */
export interface SrccCertainty {
  readonly expected: number;
  /** Bounds of the 90 % interval: the truth is below `low` in 5 % of cases. */
  readonly low: number;
  readonly high: number;
}

const draws = 200;
const mostRows = 200;
/** Errors of one device have a few causes, however many samples show them: they tell of its variance no more than this many would. */
const mostFreedom = 6;

/**
 * How well a fit ranks the rows, without knowing their latencies. Errors on left-out samples tell by how much the errors that the model states are
 * wrong, a factor whose square has a scaled inverse χ² posterior; for each of its draws, errors are drawn that are alike where
 * architectures are. `latencyMs`: [K] measured; `rows`: those to be ranked, at least 3. null where the predictions do not differ.
 */
export function srccCertainty(fit: JudgedFit, latencyMs: Float64Array, rows: readonly number[], rng: Rng): SrccCertainty | null {
  const kept = rows.length <= mostRows ? rows : rng.sampleWithout(rows.length, mostRows).map((index) => rows[index]!);
  const predicted = Float64Array.from(kept, (row) => fit.latencyMs[row]!);
  const errors = semidefiniteFactor(fit.errorCovariance(kept));
  const variance = errorVarianceFactor(fit, latencyMs);
  const freedom = Math.min(mostFreedom, priorSamples + latencyMs.length);
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const factor = Math.sqrt((variance * freedom) / chiSquared(freedom, rng));
    const error = multiplyVector(
      errors,
      Float64Array.from(kept, () => factor * rng.normal()),
    );
    const srcc = spearman(
      predicted,
      predicted.map((value, i) => value + error[i]!),
    );
    if (srcc === null) return null;
    found.push(srcc);
  }
  return { expected: mean(found), low: quantile(found, 0.05), high: quantile(found, 0.95) };
}

function chiSquared(freedom: number, rng: Rng): number {
  let sum = 0;
  for (let i = 0; i < freedom; i++) sum += rng.normal() ** 2;
  return sum;
}
