import type { ModelId, SpaceId } from '../core/brand.ts';
import type { Database } from './database.ts';
import { type DocumentStore, documentStore } from './document-store.ts';
import type { HeldOutScores } from '../core/predictors/train-predictor.ts';
import type { Quantity } from './stored-table.ts';

export interface StoredModel {
  readonly id: ModelId;
  readonly name: string;
  readonly kind: string;
  readonly spaceId: SpaceId;
  readonly objective: Quantity;
  readonly unit: string;
  readonly table: string;
  /** Column whose values it predicts. */
  readonly target: string;
  /** Column that it was adapted from; null: trained on the target itself. */
  readonly proxy: string | null;
  /** Number of architectures that it was fitted to. */
  readonly trainedOn: number;
  /** Scores on architectures that models of its kind were not fitted to; null: none were held out. */
  readonly heldOut: HeldOutScores | null;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
}

/** Fitted models; the document is the predictor's own versioned JSON. */
export type ModelRepository = DocumentStore<StoredModel>;

export function modelRepository(database: Database): ModelRepository {
  return documentStore<StoredModel>(database, 'model');
}
