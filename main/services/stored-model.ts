import { brand, type ModelId } from '../core/brand.ts';
import { loadPredictor } from '../core/predictors/load-predictor.ts';
import type { Predictor } from '../core/predictors/predictor.ts';
import type { EncodingForm, SearchSpace } from '../core/spaces/search-space.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import type { ModelRepository, StoredModel } from '../store/model-repository.ts';

export interface UsableModel {
  readonly summary: StoredModel;
  readonly space: SearchSpace;
  readonly encoding: EncodingForm;
  readonly predictor: Predictor;
}

/** A model of the store, ready to predict; `not-found` where there is none. */
export function storedModel(models: ModelRepository, id: string): UsableModel {
  const { summary, document } = models.get(brand<ModelId>(id));
  const { encoding, predictor } = document as { readonly encoding: EncodingForm; readonly predictor: unknown };
  return { summary, space: findSpace(summary.spaceId), encoding, predictor: loadPredictor(predictor) };
}
