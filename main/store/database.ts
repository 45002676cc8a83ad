import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { storeError } from './store-error.ts';

/** The lab's one connection: every access goes through `read` or `write`, which turn SQLite's errors into LabErrors. */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #folder: string;
  readonly #onSaved: () => void;

  /** `onSaved` is called after every transaction that writes. */
  constructor(sqlite: DatabaseSync, folder: string, onSaved: () => void) {
    this.#sqlite = sqlite;
    this.#folder = folder;
    this.#onSaved = onSaved;
  }

  prepare(sql: string): StatementSync {
    return this.#sqlite.prepare(sql);
  }

  /** Runs `work` on one state of the database. */
  read<Result>(work: () => Result): Result {
    return this.#transaction('begin', work);
  }

  /** Runs `work` as one transaction: committed to the disk when this returns, undone when it throws. */
  write<Result>(work: () => Result): Result {
    const result = this.#transaction('begin immediate', work);
    this.#onSaved();
    return result;
  }

  #transaction<Result>(begin: string, work: () => Result): Result {
    try {
      this.#sqlite.exec(begin);
      const result = work();
      this.#sqlite.exec('commit');
      return result;
    } catch (error) {
      // SQLite itself rolls back on some errors, a full disk among them.
      if (this.#sqlite.isTransaction) this.#sqlite.exec('rollback');
      throw storeError(error, this.#folder);
    }
  }
}

/** All rows of a query; `Row` has to name its columns as the strict schema types them. */
export function allRows<Row extends object>(statement: StatementSync, ...parameters: SQLInputValue[]): Row[] {
  return statement.all(...parameters) as Row[];
}

/** The first row of a query, if there is one. */
export function firstRow<Row extends object>(statement: StatementSync, ...parameters: SQLInputValue[]): Row | undefined {
  return statement.get(...parameters) as Row | undefined;
}
