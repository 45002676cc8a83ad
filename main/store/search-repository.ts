import type { ModelId, SearchId, SpaceId } from '../core/brand.ts';
import type { Database } from './database.ts';
import { type DocumentStore, documentStore } from './document-store.ts';

export interface StoredSearch {
  readonly id: SearchId;
  readonly spaceId: SpaceId;
  readonly table: string | null;
  readonly target: string;
  readonly modelId: ModelId | null;
  readonly algorithm: string;
  /** What was chosen as the accuracies: none (MACs or a score of untrained networks stand in), an estimate, a predictor, a table's column, or a file's. */
  readonly accuracy:
    | { readonly kind: 'macs' | 'published' | 'training-free' }
    | { readonly kind: 'onnx'; readonly path: string }
    | { readonly kind: 'table'; readonly table: string; readonly column: string }
    | { readonly kind: 'file'; readonly path: string; readonly column: string };
  readonly accuracyTitle: string;
  readonly accuracyStatement: string;
  readonly accuracyMeasured: boolean;
  readonly limitMs: number | null;
  readonly candidates: number;
  readonly frontSize: number;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
}

/** Finished searches; the document holds the cloud and the front. */
export type SearchRepository = DocumentStore<StoredSearch>;

export function searchRepository(database: Database): SearchRepository {
  return documentStore<StoredSearch>(database, 'search');
}
