import type { SearchId } from '../core/brand.ts';
import type { Database } from './database.ts';
import { type DocumentStore, documentStore } from './document-store.ts';

export interface StoredSearchReport {
  /** Of the search that it is about, and with which it goes: of a verification the last one, of a fleet the one on its proxy. */
  readonly id: SearchId;
  readonly kind: 'verification' | 'fleet';
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
}

/** What more than one search found together; the document is what the contract calls it. */
export type SearchReportRepository = DocumentStore<StoredSearchReport>;

export function searchReportRepository(database: Database): SearchReportRepository {
  return documentStore<StoredSearchReport>(database, 'search_report');
}
