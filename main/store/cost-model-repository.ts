import type { CostModelId } from '../core/brand.ts';
import type { CostModelKind } from '../core/cost-model/cost-model.ts';
import type { CostModelScores } from '../core/cost-model/evaluation/score-predictions.ts';
import type { SignatureMethod } from '../core/cost-model/signature/select-signature.ts';
import type { Database } from './database.ts';
import { type DocumentStore, documentStore } from './document-store.ts';

export interface StoredCostModel {
  readonly id: CostModelId;
  readonly name: string;
  readonly kind: CostModelKind;
  /** Why it is of this kind, where that was left to the lab. */
  readonly reason: string | null;
  readonly table: string;
  readonly spaceId: string;
  /** Devices that it was fitted to. */
  readonly trainingDevices: number;
  /** Networks that it was fitted to, and all that the table has. */
  readonly networks: number;
  readonly tableNetworks: number;
  /** Networks to be measured on a new device, the most telling first. */
  readonly signature: readonly string[];
  /** null: the signature came with a file. */
  readonly select: SignatureMethod | null;
  /** On devices that models of the same making were not fitted to; null: too few devices to leave any out. */
  readonly heldOut: {
    readonly devices: number;
    readonly folds: number;
    readonly model: CostModelScores;
    readonly scalar: CostModelScores;
  } | null;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
}

/** Fitted cost models; the document holds the models' own versioned JSON and what was predicted on devices that were left out. */
export type CostModelRepository = DocumentStore<StoredCostModel>;

export function costModelRepository(database: Database): CostModelRepository {
  return documentStore<StoredCostModel>(database, 'cost_model');
}
