import type { Matrix } from '../linalg/matrix.ts';
import { mapSteps } from '../map-steps.ts';
import type { Rng } from '../rng.ts';
import { type RegressionScores, regressionScores } from '../stats/regression-scores.ts';
import { mean } from '../stats/summary.ts';
import { crossValidationFolds, type Fold, heldOutPredictions } from './cross-validation.ts';
import { fitPredictor, type TrainablePredictor } from './fit-predictor.ts';
import type { Predictor } from './predictor.ts';

/** How well models predict rows that they were not fitted to. */
export interface HeldOutScores {
  readonly rows: number;
  readonly scores: RegressionScores;
  /** On the same rows: the mean of the rows fitted to, and ridge regression. */
  readonly baselines: { readonly constant: RegressionScores; readonly ridge: RegressionScores };
}

export interface TrainedPredictor {
  /** Fitted to all rows. */
  readonly predictor: Predictor;
  /** By cross-validation before that; null where there are too few rows to hold any out. */
  readonly heldOut: HeldOutScores | null;
}

/** With fewer different architectures nothing is held out. */
const fewestGroups = 10;
const validation = { folds: 5, enough: 200 };

/**
 * Fits a predictor to all rows after scoring models of its kind on rows that they did not see. `groups`: [n], equal for rows that are the same
 * network. Everything else is as in `fitPredictor`.
 */
export function* trainPredictor(
  kind: TrainablePredictor,
  x: Matrix,
  y: Float64Array,
  groups: readonly string[],
  { featureNames, rng }: { readonly featureNames: readonly string[]; readonly rng: Rng },
): Generator<number, TrainedPredictor> {
  const folds = new Set(groups).size < fewestGroups ? [] : crossValidationFolds(groups, validation, rng.fork('folds'));
  const fits = folds.length + 1;
  const fit = (of: TrainablePredictor) => (rows: Matrix, values: Float64Array) =>
    fitPredictor(of, rows, values, { featureNames, rng: rng.fork(of) });
  const predictions = (of: TrainablePredictor) => heldOutPredictions(x, y, folds, fit(of));

  let heldOut: HeldOutScores | null = null;
  if (folds.length > 0) {
    const measured = folds.flatMap((fold) => fold.heldOut.map((row) => y[row]!));
    const predicted = yield* mapSteps(predictions(kind), (share) => (share * folds.length) / fits);
    const byRidge = kind === 'ridge' ? predicted : yield* mapSteps(predictions('ridge'), () => folds.length / fits);
    const constant = regressionScores(meanPredictions(y, folds), measured);
    heldOut = {
      rows: measured.length,
      scores: regressionScores(predicted, measured),
      baselines: {
        constant: { ...constant, srcc: null }, // a constant ranks nothing, though it differs from fold to fold
        ridge: regressionScores(byRidge, measured),
      },
    };
  }
  const predictor = yield* mapSteps(fit(kind)(x, y), (share) => (folds.length + share) / fits);
  return { predictor, heldOut };
}

function meanPredictions(y: Float64Array, folds: readonly Fold[]): number[] {
  return folds.flatMap(({ trained, heldOut }) => {
    const value = mean(trained.map((row) => y[row]!));
    return heldOut.map(() => value);
  });
}
