import { randomUUID } from 'node:crypto';
import type { ModelSummary } from '../../preload/contract/model.ts';
import { brand, type ModelId } from '../core/brand.ts';
import { loadPredictor } from '../core/predictors/load-predictor.ts';
import { predictionFactor } from '../core/predictors/prediction-factor.ts';
import type { Predictor } from '../core/predictors/predictor.ts';
import type { Architecture, SearchSpace } from '../core/spaces/search-space.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import type { ModelEncoding, ModelFile } from '../formats/model-file.ts';
import type { ModelRepository, StoredModel } from '../store/model-repository.ts';
import { encodeArchitectures } from './encode-architectures.ts';

export interface UsableModel {
  readonly summary: StoredModel;
  readonly space: SearchSpace;
  readonly encoding: ModelEncoding;
  readonly variant: string | null;
  readonly predictor: Predictor;
}

interface StoredDocument {
  readonly encoding: ModelEncoding;
  readonly variant?: string | null;
  readonly predictor: unknown;
}

/** A model of the store, ready to predict; `not-found` where there is none. */
export function storedModel(models: ModelRepository, id: string): UsableModel {
  const { summary, document } = models.get(brand<ModelId>(id));
  const { encoding, variant = null, predictor } = document as StoredDocument;
  return { summary, space: findSpace(summary.spaceId), encoding, variant, predictor: loadPredictor(predictor) };
}

/** The factor within which 90 of 100 measurements lie of what a model predicts, by its own spread; null: it has none. */
export function predictedFactor(
  { space, encoding, variant, predictor }: Omit<UsableModel, 'summary'>,
  architecture: Architecture,
): number | null {
  return predictionFactor(predictor.predict(encodeArchitectures(space, [architecture], encoding, variant)), 0);
}

/** As `keepModel`; the model of that name which the store has already, bit by bit, is not kept a second time. */
export function keepModelOnce(models: ModelRepository, createdAtMs: number, model: ModelFile): ModelSummary {
  const { name, table, target, proxy, encoding, variant, predictor } = model;
  const document = JSON.stringify({ encoding, variant, predictor });
  const found = models
    .list()
    .filter((kept) => kept.name === name && kept.table === table && kept.target === target && kept.proxy === proxy)
    .find(({ id }) => JSON.stringify(models.get(id).document) === document);
  return found ?? keepModel(models, createdAtMs, model);
}

/** Puts a model into the store, under an id of its own. */
export function keepModel(models: ModelRepository, createdAtMs: number, model: ModelFile): ModelSummary {
  const { predictor, encoding, variant, ...about } = model;
  const id = brand<ModelId>(`model-${randomUUID().slice(0, 8)}`);
  const summary = { id, ...about, kind: predictor.kind, spaceId: findSpace(about.spaceId).id, createdAtMs };
  models.add(summary, { encoding, variant, predictor });
  return summary;
}
