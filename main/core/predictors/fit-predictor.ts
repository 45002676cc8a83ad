import { assertNever } from '../assert-never.ts';
import type { Matrix } from '../linalg/matrix.ts';
import type { Rng } from '../rng.ts';
import { fitTunedBoosting } from './boosting/tuned-boosting.ts';
import type { Predictor } from './predictor.ts';
import { fitRidge } from './ridge.ts';

export const trainablePredictors = ['ridge', 'boosting'] as const;
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
    default:
      return assertNever(kind);
  }
}
