import { assertNever } from '../assert-never.ts';
import { adaptedPredictorFromJson } from './adapted-predictor.ts';
import { boostingFromJson } from './boosting/boosting-predictor.ts';
import { gpFromJson } from './gp.ts';
import { mlpFromJson } from './mlp/mlp-predictor.ts';
import { transferPredictorFromJson } from '../transfer/transfer-predictor.ts';
import type { Predictor } from './predictor.ts';
import { PredictorFields } from './predictor-fields.ts';
import { ridgeFromJson } from './ridge.ts';

const predictorKinds = ['ridge', 'adaproxy', 'boosting', 'gp', 'mlp', 'transfer'] as const;

/** Makes a predictor from what its `toJSON` gave; `parse-failed` where kind, version or shape are not known. */
export function loadPredictor(json: unknown): Predictor {
  const kind = new PredictorFields(json).oneOf('kind', predictorKinds);
  switch (kind) {
    case 'ridge':
      return ridgeFromJson(json);
    case 'adaproxy':
      return adaptedPredictorFromJson(json);
    case 'boosting':
      return boostingFromJson(json);
    case 'gp':
      return gpFromJson(json);
    case 'mlp':
      return mlpFromJson(json);
    case 'transfer':
      return transferPredictorFromJson(json);
    default:
      return assertNever(kind);
  }
}
