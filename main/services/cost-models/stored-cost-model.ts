import type { CostModelDetail } from '../../../preload/contract/cost-model.ts';
import { brand, type CostModelId } from '../../core/brand.ts';
import type { CostModel, CostModelJson } from '../../core/cost-model/cost-model.ts';
import { loadCostModel } from '../../core/cost-model/load-cost-model.ts';
import type { CostModelRepository, StoredCostModel } from '../../store/cost-model-repository.ts';

/** Predictions on a device by models that were fitted without it, as they are kept. */
export interface StoredPredictions {
  readonly device: string;
  readonly signature: readonly string[];
  readonly trainingDevices: number;
  /** Each [networks of the document]. */
  readonly latencyMs: readonly number[];
  readonly interval: { readonly lowMs: readonly number[]; readonly highMs: readonly number[] } | null;
  readonly scalarMs: readonly number[];
}

/** What is kept beside a cost model's summary. */
export interface CostModelDocument {
  readonly model: CostModelJson;
  readonly scalar: CostModelJson;
  /** Names of the devices that it was fitted to. */
  readonly trainingDevices: readonly string[];
  /** Those that the predictions are of. */
  readonly networks: readonly string[];
  readonly heldOut: readonly StoredPredictions[];
  readonly curve: CostModelDetail['curve'];
}

export interface UsableCostModel extends Omit<CostModelDocument, 'model' | 'scalar'> {
  readonly summary: StoredCostModel;
  readonly model: CostModel;
  readonly scalar: CostModel;
}

/** A cost model of the store, ready to predict; `not-found` where there is none. */
export function storedCostModel(costModels: CostModelRepository, id: string): UsableCostModel {
  const { summary, document } = costModels.get(brand<CostModelId>(id));
  const { model, scalar, ...rest } = document as CostModelDocument;
  return { summary, ...rest, model: loadCostModel(model), scalar: loadCostModel(scalar) };
}
