import { spearman } from './spearman.ts';
import { mean } from './summary.ts';

/** How well predictions agree with what was measured. */
export interface RegressionScores {
  /** Coefficient of determination: 1 − squared errors / squares about the mean; null where all measured values are equal. */
  readonly r2: number | null;
  /** Root of the mean squared error, in the values' unit. */
  readonly rmse: number;
  /** Mean of |error| / |measured value|, a fraction; null where a measured value is 0. */
  readonly mape: number | null;
  /** Spearman's rank correlation; null where it is not defined. */
  readonly srcc: number | null;
}

/** Scores of at least one prediction; all values finite. */
export function regressionScores(predicted: ArrayLike<number>, measured: ArrayLike<number>): RegressionScores {
  const n = measured.length;
  if (predicted.length !== n) throw new RangeError(`${predicted.length} predictions and ${n} measured values do not pair`);
  if (n === 0) throw new RangeError('no predictions to score');
  const centre = mean(measured);
  let errors = 0;
  let squares = 0;
  let relative = 0;
  for (let i = 0; i < n; i++) {
    const error = predicted[i]! - measured[i]!;
    errors += error * error;
    squares += (measured[i]! - centre) ** 2;
    relative += Math.abs(error / measured[i]!);
  }
  return {
    r2: squares > 0 ? 1 - errors / squares : null,
    rmse: Math.sqrt(errors / n),
    mape: Number.isFinite(relative) ? relative / n : null,
    srcc: spearman(predicted, measured),
  };
}
