import { type Matrix, selectRows } from '../linalg/matrix.ts';
import type { Rng } from '../rng.ts';
import { quantile } from '../stats/quantiles.ts';
import { crossValidationFolds } from './cross-validation.ts';
import type { Predictor } from './predictor.ts';

const folds = 5;
/** So many held-out values tell well enough. */
const enough = 2000;
const fewest = 10;

/**
 * The factor by which a prediction and its measurement differ at most in `coverage` of cases: the quantile of |ln(measured / predicted)| over
 * held-out rows (cross-conformal, Vovk 2015), for intervals [value / factor, value × factor]. Groups are held out as wholes. `y` is positive,
 * predictions are taken to be at least `floor` (> 0). null: fewer than ten groups.
 */
export function heldOutFactor(
  x: Matrix,
  y: Float64Array,
  groups: readonly string[],
  fit: (x: Matrix, y: Float64Array) => Predictor,
  { coverage, floor, rng }: { readonly coverage: number; readonly floor: number; readonly rng: Rng },
): number | null {
  const errors = crossValidationFolds(groups, { folds, enough }, rng).flatMap(({ trained, heldOut }) => {
    const model = fit(
      selectRows(x, trained),
      Float64Array.from(trained, (row) => y[row]!),
    );
    const { mean } = model.predict(selectRows(x, heldOut));
    return heldOut.map((row, i) => Math.abs(Math.log(y[row]! / Math.max(mean[i]!, floor))));
  });
  if (errors.length < fewest) return null;
  return Math.exp(quantile(errors, Math.min(1, (coverage * (errors.length + 1)) / errors.length)));
}
