import type { LatencyTable, ReadOptions } from '../latency-table.ts';
import { tableOf } from '../latency-table.ts';
import { tableError } from '../table-place.ts';
import { TableRows } from '../table-rows.ts';

/** Networks that a text without names may hold; the published ones have at most 15,625. */
const mostNetworks = 1_000_000;

export interface ValueRows {
  readonly file: string;
  /** The format's title, for the table's source. */
  readonly title: string;
  readonly columns: readonly string[];
  /** Names and one value a column; null: not measured. */
  readonly rows: Iterable<readonly [name: string, ...values: (number | null)[]]>;
  readonly counted: 'line' | 'row';
  /** From the file's unit to that of the quantity. */
  readonly convert?: (value: number) => number;
}

/** A table of values that a file holds as numbers; they are checked as those of a CSV table are. */
export function tableOfValues({ file, title, columns, rows, counted, convert }: ValueRows, options: ReadOptions): LatencyTable {
  const { quantity, missing, canonicalName } = options;
  const rules = { quantity, convert: convert ?? ((value: number) => value), ...(missing === undefined ? {} : { missing }) };
  const table = new TableRows({ header: ['arch', ...columns], file, rules, canonicalName, counted });
  let number = 0;
  for (const [name, ...values] of rows) table.add([name, ...values.map((value) => (value === null ? '' : String(value)))], ++number);
  if (table.architectures === 0)
    throw tableError('parse-failed', { file, [counted]: 1 }, 'it holds no values', 'Choose a file with latencies.');
  return tableOf(table, options, `${title}: ${file}`);
}

/** The name for the column of a file that does not name it: the one that was asked for, else the file's own without its endings. */
export function columnName(file: string, { column }: Pick<ReadOptions, 'column'>): string {
  return (
    column ??
    file
      .replace(/\.gz$/i, '')
      .replace(/\.[a-z]+$/i, '')
      .slice(0, 100)
  );
}

/** The architectures of a file that holds `count` values and no names. Throws `invalid-input` where no order of that length was given. */
export function orderOf(file: string, count: number, { order }: Pick<ReadOptions, 'order'>): readonly string[] {
  if (order === undefined) {
    throw tableError(
      'invalid-input',
      { file },
      `the file holds ${count} values and no names of architectures`,
      'Give the architectures in their order: a text with one name a line, or the published file with them.',
    );
  }
  if (order.length !== count) {
    const problem = `the file holds ${count} values, and the order has ${order.length} architectures`;
    throw tableError('invalid-input', { file }, problem, 'Give the order that belongs to this file.');
  }
  return order;
}

/** Refuses to collect more lines than such a text can have. */
export function checkLines(file: string, lines: number): void {
  if (lines <= mostNetworks) return;
  throw tableError('parse-failed', { file, line: lines }, `it has more than ${mostNetworks} lines`, 'Import it in parts.');
}
