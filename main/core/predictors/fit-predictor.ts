import { assertNever } from '../assert-never.ts';
import type { Matrix } from '../linalg/matrix.ts';
import type { Rng } from '../rng.ts';
import { fitTunedBoosting } from './boosting/tuned-boosting.ts';
import { fitGp } from './gp.ts';
import { fitMlp, type MlpOptions } from './mlp/mlp.ts';
import type { Predictor } from './predictor.ts';
import { fitRidge } from './ridge.ts';

export const trainablePredictors = ['ridge', 'boosting', 'gp', 'mlp'] as const;
export type TrainablePredictor = (typeof trainablePredictors)[number];

/**
 * Fits a predictor of the kind with the settings that do well on tables of architectures, whatever their quantity. `x`: [n, d], one name a
 * column; `y`: [n]. Yields the share that is done. Throws what the kind's own fit throws.
 */
export function* fitPredictor(
  kind: TrainablePredictor,
  x: Matrix,
  y: ArrayLike<number>,
  { featureNames, rng }: { readonly featureNames: readonly string[]; readonly rng: Rng },
): Generator<number, Predictor> {
  switch (kind) {
    case 'ridge':
      return fitRidge(x, y, { featureNames, lambda: 'leave-one-out' });
    case 'boosting':
      return yield* fitTunedBoosting(x, y, { featureNames, rng });
    case 'gp':
      return yield* fitGp(x, y, { featureNames });
    case 'mlp':
      return yield* fitMlp(x, y, { featureNames, ...mlpSettings(x.rows), rng });
    default:
      return assertNever(kind);
  }
}

/** As many steps for few rows as for many, and at least 20 epochs; a strong weight decay serves few rows better than rows held out would. */
function mlpSettings(rows: number): Omit<MlpOptions, 'featureNames' | 'rng'> {
  const batchRows = 32;
  const steps = 3000;
  return {
    hidden: [128, 128],
    epochs: Math.max(20, Math.round((steps * batchRows) / rows)),
    batchRows,
    learningRate: 3e-3,
    weightDecay: 1,
  };
}
