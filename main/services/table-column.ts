import { invalidInput, LabError } from '../core/lab-error.ts';
import type { Quantity, StoredTable } from '../store/stored-table.ts';

/** What one column of a table knows. */
export interface ColumnValues {
  readonly names: readonly string[];
  readonly values: Float64Array;
}

/** The column called `name`, an empty cell as null; `not-found` lists those there are. */
export function tableColumn(table: StoredTable, name: string): readonly (number | null)[] {
  const values = table.values[table.columns.findIndex((column) => column.name === name)];
  if (values) return values;
  throw new LabError({
    code: 'not-found',
    message: `Table “${table.name}” has no column “${name}”.`,
    remedy: `Choose one of ${table.columns.map((column) => `“${column.name}”`).join(', ')}.`,
  });
}

/** The filled cells of a column. */
export function filledCells(table: StoredTable, name: string): ColumnValues {
  const column = tableColumn(table, name);
  const rows = column.flatMap((value, row) => (value === null ? [] : [row]));
  return { names: rows.map((row) => table.names[row]!), values: Float64Array.from(rows, (row) => column[row]!) };
}

/** Refuses a table that holds something else than what is asked of it. */
export function requireQuantity(table: StoredTable, quantity: Quantity): void {
  if (table.quantity === quantity) return;
  throw invalidInput(`Table “${table.name}” holds ${table.quantity}, not ${quantity}.`, `Choose a table of ${quantity}.`);
}
