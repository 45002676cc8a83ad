import { assertNever } from '../assert-never.ts';
import type { Rng } from '../rng.ts';
import { fitBoostingModel } from './boosting-model.ts';
import type { CostModel, CostModelKind, CostModelTraining } from './cost-model.ts';
import { fitGaussianModel } from './gaussian/fit-gaussian-model.ts';
import { fitLogRatioModel } from './log-ratio-model.ts';
import { fitScalarModel } from './scalar-model.ts';
import { trainingData } from './training-data.ts';

/**
 * Fits a cost model of the kind. Yields the share that is done. `invalid-input` where the training data are not sound (see `trainingData`), and
 * for boosted trees where nothing is measured beside the signature set.
 */
export function* fitCostModel(kind: CostModelKind, training: CostModelTraining, rng: Rng): Generator<number, CostModel> {
  const data = trainingData(training);
  switch (kind) {
    case 'gaussian':
      return yield* fitGaussianModel(data);
    case 'log-ratio':
      return yield* fitLogRatioModel(data, rng);
    case 'boosting':
      return yield* fitBoostingModel(data);
    case 'scalar':
      return fitScalarModel(data);
    default:
      return assertNever(kind);
  }
}
