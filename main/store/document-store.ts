import { LabError } from '../core/lab-error.ts';
import { allRows, type Database, firstRow } from './database.ts';

/** A record's summary, which lists show, beside its document: any JSON value, read only when it is asked for. */
export interface StoredDocument<Summary> {
  readonly summary: Summary;
  readonly document: unknown;
}

/** Records of one kind by id, kept as JSON. A record that is not there: `not-found`. */
export interface DocumentStore<Summary extends { readonly id: string; readonly createdAtMs: number }> {
  /** `already-exists` where the id is taken. */
  add(summary: Summary, document: unknown): void;
  /** The latest first. */
  list(): readonly Summary[];
  get(id: Summary['id']): StoredDocument<Summary>;
  /** Changes the summary's `name`. */
  rename(id: Summary['id'], name: string): void;
  remove(id: Summary['id']): void;
}

/** `table` is one of the schema's document tables and names what a person is told that was not found. */
export function documentStore<Summary extends { readonly id: string; readonly createdAtMs: number }>(
  database: Database,
  table: 'model' | 'search' | 'search_report' | 'cost_model',
): DocumentStore<Summary> {
  const insert = database.prepare(`insert into ${table} (id, summary, document, created_at_ms) values (?, ?, ?, ?) on conflict do nothing`);
  const listSummaries = database.prepare(`select summary from ${table} order by created_at_ms desc, rowid desc`);
  const find = database.prepare(`select summary, document from ${table} where id = ?`);
  const rename = database.prepare(`update ${table} set summary = json_set(summary, '$.name', ?) where id = ?`);
  const remove = database.prepare(`delete from ${table} where id = ?`);
  const what = table.replace('_', ' ');
  const notFound = (id: string) => new LabError({ code: 'not-found', message: `There is no ${what} “${id}” in this lab.` });

  return {
    add: (summary, document) =>
      database.write(() => {
        const { changes } = insert.run(summary.id, JSON.stringify(summary), JSON.stringify(document), summary.createdAtMs);
        if (changes === 0) throw new LabError({ code: 'already-exists', message: `There is a ${what} “${summary.id}” already.` });
      }),
    list: () => database.read(() => allRows<{ summary: string }>(listSummaries).map((row) => JSON.parse(row.summary) as Summary)),
    get: (id) =>
      database.read(() => {
        const row = firstRow<{ summary: string; document: string }>(find, id);
        if (!row) throw notFound(id);
        return { summary: JSON.parse(row.summary) as Summary, document: JSON.parse(row.document) as unknown };
      }),
    rename: (id, name) =>
      database.write(() => {
        if (rename.run(name, id).changes === 0) throw notFound(id);
      }),
    remove: (id) =>
      database.write(() => {
        if (remove.run(id).changes === 0) throw notFound(id);
      }),
  };
}
