import { type Matrix, selectRows } from '../../linalg/matrix.ts';
import { mapSteps } from '../../map-steps.ts';
import type { Rng } from '../../rng.ts';
import { regressionScores } from '../../stats/regression-scores.ts';
import { crossValidationFolds, heldOutPredictions } from '../cross-validation.ts';
import { type BoostingOptions, fitBoosting } from './boosting.ts';
import type { BoostingPredictor } from './boosting-predictor.ts';

type Settings = Pick<BoostingOptions, 'trees' | 'depth' | 'learningRate'> & { readonly sampled: boolean };

/** From shallow trees, which suit nearly additive targets such as latency, to deep ones for accuracies. */
const candidates: readonly Settings[] = [
  { trees: 500, depth: 2, learningRate: 0.05, sampled: false },
  { trees: 2000, depth: 2, learningRate: 0.05, sampled: false },
  { trees: 500, depth: 4, learningRate: 0.05, sampled: true },
  { trees: 500, depth: 6, learningRate: 0.05, sampled: true },
];

/** With fewer rows the first settings are taken; with more, these many are compared: what is best changes slowly with their number. */
const fewestComparedRows = 50;
const mostComparedRows = 4000;
const comparison = { folds: 3, enough: 100 };

/** Boosted trees with those settings of a few that predict held-out rows best. As `fitBoosting`. */
export function* fitTunedBoosting(
  x: Matrix,
  y: ArrayLike<number>,
  { featureNames, rng }: { readonly featureNames: readonly string[]; readonly rng: Rng },
): Generator<number, BoostingPredictor> {
  const compared = rng.fork('compared').sampleWithout(x.rows, Math.min(x.rows, mostComparedRows));
  const sample = selectRows(x, compared);
  const sampleY = Float64Array.from(compared, (row) => y[row]!);
  const folds =
    x.rows < fewestComparedRows
      ? []
      : crossValidationFolds(
          compared.map((row) => String(row)),
          comparison,
          rng.fork('folds'),
        );
  const measured = folds.flatMap(({ heldOut }) => heldOut.map((row) => sampleY[row]!));

  const fit = (settings: Settings) => (rows: Matrix, values: ArrayLike<number>) =>
    fitBoosting(rows, values, optionsOf(settings, featureNames, rng));
  let best = { settings: candidates[0]!, rmse: Infinity };
  for (const [index, settings] of (measured.length === 0 ? [] : candidates).entries()) {
    const comparing = heldOutPredictions(sample, sampleY, folds, fit(hasty(settings)));
    const predicted = yield* mapSteps(comparing, (share) => (index + share) / (candidates.length + 1));
    const { rmse } = regressionScores(predicted, measured);
    if (rmse < best.rmse) best = { settings, rmse };
  }
  return yield* mapSteps(fit(best.settings)(x, y), (share) => (candidates.length + share) / (candidates.length + 1));
}

/** Half the trees at twice the rate: enough to compare by. */
function hasty(settings: Settings): Settings {
  return { ...settings, trees: settings.trees / 2, learningRate: settings.learningRate * 2 };
}

function optionsOf({ sampled, ...settings }: Settings, featureNames: readonly string[], rng: Rng): BoostingOptions {
  const sampling = sampled ? { sampling: { rowShare: 0.7, featureShare: 0.5, rng: rng.fork('sampling') } } : {};
  return { featureNames, ...settings, minimumLeafSamples: 2, l2: 1, ...sampling };
}
