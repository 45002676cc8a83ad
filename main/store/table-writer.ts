import { LabError } from '../core/lab-error.ts';
import type { CampaignSpec } from '../core/measurement/measurement.ts';
import { conditionKey } from './condition-key.ts';
import { type Database, firstRow } from './database.ts';
import { packFloats, unpackFloats } from './float-blob.ts';
import type { NewTable, TableContent } from './stored-table.ts';

type TableHead = Omit<NewTable, keyof TableContent>;
export type MeasuredColumn = Pick<CampaignSpec, 'spaceId' | 'table' | 'column' | 'conditions'>;

export interface MeasuredMedian {
  readonly architecture: string;
  readonly latencyMs: number;
}

/** Writes tables; every function belongs into a transaction of the caller. */
export interface TableWriter {
  /** Returns the table's key. */
  createTable(table: TableHead): number;
  writeContent(tableId: number, content: TableContent): void;
  /** Throws `already-exists` where values measured like this may not go into the column. */
  checkMeasuredColumn(column: MeasuredColumn): void;
  /** Makes table, column and rows as needed; a value that is there is replaced. */
  writeMedians(column: MeasuredColumn, medians: readonly MeasuredMedian[], nowMs: number): void;
  /** The same for energies in mJ, into the table `<table>-energy`; does nothing where that name is taken by something else. */
  writeEnergies(column: MeasuredColumn, energies: readonly MeasuredValue[], nowMs: number): void;
}

interface MeasuredValue {
  readonly architecture: string;
  readonly value: number;
}

interface TableKey {
  id: number;
  space_id: string;
  quantity: string;
}

interface ColumnKey {
  id: number;
  origin: string;
  conditions: string | null;
  cell_values: Uint8Array;
}

/** Rows of the table that values go to. */
interface Positions {
  readonly count: number;
  at(index: number): number;
}

const noCells = new Uint8Array();

export function tableWriter(database: Database): TableWriter {
  const insertTable = database.prepare(
    'insert into architecture_table (name, space_id, quantity, unit, source, created_at_ms) values (?, ?, ?, ?, ?, ?) on conflict do nothing',
  );
  const findTable = database.prepare('select id, space_id, quantity from architecture_table where name = ?');
  const touchTable = database.prepare('update architecture_table set revision = revision + 1 where id = ?');
  const findColumn = database.prepare('select id, origin, conditions, cell_values from table_column where table_id = ? and name = ?');
  const insertColumn = database.prepare(
    `insert into table_column (table_id, position, name, origin, conditions, cell_values, measured)
     values (:table, (select count(*) from table_column where table_id = :table), :name, :origin, :conditions, x'', 0)`,
  );
  const setCells = database.prepare('update table_column set cell_values = ?, measured = ? where id = ?');
  // Positions have no gaps: the last one tells the number of rows without a look at the others.
  const countRows = database.prepare('select coalesce(max(position) + 1, 0) as rows from table_row where table_id = ?');
  const findRow = database.prepare('select position from table_row where table_id = ? and architecture = ?');
  const insertRow = database.prepare('insert into table_row (table_id, position, architecture) values (?, ?, ?)');

  function createTable(table: TableHead): number {
    const { changes, lastInsertRowid } = insertTable.run(
      table.name,
      table.spaceId,
      table.quantity,
      table.unit,
      table.source,
      table.createdAtMs,
    );
    if (changes === 0) throw tableTaken(table.name);
    return Number(lastInsertRowid);
  }

  function countOf(tableId: number): number {
    return firstRow<{ rows: number }>(countRows, tableId)?.rows ?? 0;
  }

  function addColumn(table: number, name: string, conditions: string | null): number {
    const origin = conditions === null ? 'imported' : 'measured';
    return Number(insertColumn.run({ table, name, origin, conditions }).lastInsertRowid);
  }

  /** Position of an architecture's row, a new one at the end where it has none. */
  function rowPositions(tableId: number): (architecture: string) => number {
    let count = countOf(tableId);
    return (architecture) => {
      const found = firstRow<{ position: number }>(findRow, tableId, architecture);
      if (found) return found.position;
      insertRow.run(tableId, count, architecture);
      return count++;
    };
  }

  /** A table without rows takes the names as they come, with nothing to look up and nothing to remember. */
  function addNames(tableId: number, names: TableContent['names']): Positions {
    if (countOf(tableId) === 0) {
      let count = 0;
      for (const name of names) insertRow.run(tableId, count++, name);
      return { count, at: (index) => index };
    }
    const positions = Array.from(names, rowPositions(tableId));
    return { count: positions.length, at: (index) => positions[index]! };
  }

  /** Puts values over those that a column has; NaN leaves what is there. */
  function writeCells(columnId: number, stored: Uint8Array, positions: Positions, values: ArrayLike<number>): void {
    const old = unpackFloats(stored);
    let length = old.length;
    for (let index = 0; index < positions.count; index++) {
      if (!Number.isNaN(values[index]!)) length = Math.max(length, positions.at(index) + 1);
    }
    const cells = new Float64Array(length).fill(NaN);
    cells.set(old);
    for (let index = 0; index < positions.count; index++) {
      const value = values[index]!;
      if (!Number.isNaN(value)) cells[positions.at(index)] = value;
    }
    setCells.run(
      packFloats(cells),
      cells.reduce((measured, value) => measured + (Number.isNaN(value) ? 0 : 1), 0),
      columnId,
    );
  }

  function writeContent(tableId: number, { columns, names, values }: TableContent): void {
    const positions = addNames(tableId, names);
    for (const [index, name] of columns.entries()) {
      const column = firstRow<ColumnKey>(findColumn, tableId, name);
      if (column?.origin === 'measured') throw columnTaken(name, 'has been measured in this lab');
      const columnId = column?.id ?? addColumn(tableId, name, null);
      writeCells(columnId, column?.cell_values ?? noCells, positions, values[index]!);
    }
    touchTable.run(tableId);
  }

  /** Why values measured like this may not go into the column; null where they may. */
  function whyNotMeasuredInto(
    { spaceId, table: name, column: columnName, conditions }: MeasuredColumn,
    quantity: NewTable['quantity'],
  ): LabError | null {
    const table = firstRow<TableKey>(findTable, name);
    if (!table) return null;
    if (table.space_id !== spaceId || table.quantity !== quantity) {
      const what = quantity === 'latency' ? 'latencies' : 'energies';
      return new LabError({
        code: 'already-exists',
        message: `The table “${name}” holds ${table.quantity} values of ${table.space_id}; ${what} of ${spaceId} cannot go into it.`,
        remedy: 'Choose another table.',
      });
    }
    const column = firstRow<ColumnKey>(findColumn, table.id, columnName);
    if (column?.origin === 'imported') return columnTaken(columnName, 'was imported');
    if (!column || column.conditions === conditionKey(conditions)) return null;
    return columnTaken(columnName, 'was measured under other conditions', `${column.conditions} against ${conditionKey(conditions)}`);
  }

  function checkMeasuredColumn(column: MeasuredColumn): void {
    const reason = whyNotMeasuredInto(column, 'latency');
    if (reason !== null) throw reason;
  }

  /** Expects that the values may go into the column. */
  function writeMeasured(
    { spaceId, table: name, column, conditions }: MeasuredColumn,
    [quantity, unit]: readonly [quantity: NewTable['quantity'], unit: string],
    values: readonly MeasuredValue[],
    nowMs: number,
  ): void {
    const tableId =
      firstRow<TableKey>(findTable, name)?.id ??
      createTable({ name, spaceId, quantity, unit, source: 'measured in this lab', createdAtMs: nowMs });
    const stored = firstRow<ColumnKey>(findColumn, tableId, column);
    const columnId = stored?.id ?? addColumn(tableId, column, conditionKey(conditions));
    const positionOf = rowPositions(tableId);
    const rows = values.map(({ architecture }) => positionOf(architecture));
    writeCells(
      columnId,
      stored?.cell_values ?? noCells,
      { count: rows.length, at: (index) => rows[index]! },
      values.map(({ value }) => value),
    );
    touchTable.run(tableId);
  }

  function writeMedians(measured: MeasuredColumn, medians: readonly MeasuredMedian[], nowMs: number): void {
    checkMeasuredColumn(measured);
    const values = medians.map(({ architecture, latencyMs }) => ({ architecture, value: latencyMs }));
    writeMeasured(measured, ['latency', 'ms'], values, nowMs);
  }

  function writeEnergies(latencies: MeasuredColumn, energies: readonly MeasuredValue[], nowMs: number): void {
    const measured = { ...latencies, table: energyTable(latencies.table) };
    if (energies.length === 0 || whyNotMeasuredInto(measured, 'energy') !== null) return;
    writeMeasured(measured, ['energy', 'mJ'], energies, nowMs);
  }

  return { createTable, writeContent, checkMeasuredColumn, writeMedians, writeEnergies };
}

/** Where energies go that are measured beside the latencies of a table. */
export function energyTable(latencies: string): string {
  return `${latencies}-energy`;
}

export function tableTaken(name: string): LabError {
  return new LabError({
    code: 'already-exists',
    message: `There is a table “${name}” already; it was left as it is.`,
    remedy: 'Choose another name, or remove that table first.',
  });
}

/** A column whose values cannot be mixed with those that were to be put into it. */
export function columnTaken(column: string, reason: string, details = ''): LabError {
  return new LabError({
    code: 'already-exists',
    message: `The column “${column}” ${reason}; values of different origin are never mixed in one column.`,
    remedy: 'Choose another column or another table.',
    details,
  });
}
