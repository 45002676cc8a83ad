import { assertNever } from '../assert-never.ts';
import { PredictorFields } from '../predictors/predictor-fields.ts';
import { boostingModelFromJson } from './boosting-model.ts';
import { type CostModel, costModelKinds } from './cost-model.ts';
import { gaussianModelFromJson } from './gaussian/gaussian-model.ts';
import { logRatioModelFromJson } from './log-ratio-model.ts';
import { scalarModelFromJson } from './scalar-model.ts';

/** Makes a cost model from what its `toJSON` gave; `parse-failed` where kind, version or shape are not known. */
export function loadCostModel(json: unknown): CostModel {
  const kind = new PredictorFields(json).oneOf('kind', costModelKinds);
  switch (kind) {
    case 'gaussian':
      return gaussianModelFromJson(json);
    case 'log-ratio':
      return logRatioModelFromJson(json);
    case 'boosting':
      return boostingModelFromJson(json);
    case 'scalar':
      return scalarModelFromJson(json);
    default:
      return assertNever(kind);
  }
}
