import type { ArchitectureName } from '../core/brand.ts';
import { isLabError } from '../core/lab-error.ts';
import { DistinctNames } from './distinct-names.ts';
import { FloatColumn } from './float-column.ts';
import { type CellRules, readCell } from './table-cell.ts';
import { shown, type TablePlace, tableError } from './table-place.ts';

export const mostColumns = 10_000;
export const mostCells = 50_000_000;
/** Characters of a column's name. */
export const longestName = 100;
/** Bytes of all names together. */
const mostNameBytes = 1_000_000_000;

/** Control characters, marks of direction and spaces without width: two columns that look the same must be the same. */
const unseen = /[\p{Cc}\p{Bidi_Control}\u200B\u2060\uFEFF]/u;

interface TableRowsOptions {
  /** `arch`, then the columns' names. */
  readonly header: readonly string[];
  /** The header's own line. */
  readonly headerNumber?: number;
  readonly file: string;
  readonly rules: CellRules;
  readonly canonicalName: (name: string) => ArchitectureName;
  /** What the rows are counted by in errors: lines of a text, or rows of other data. */
  readonly counted?: 'line' | 'row';
}

/** Collects the rows below a header in packed columns; every method throws with file, line and column where something is wrong. */
export class TableRows {
  readonly columns: readonly string[];
  readonly headerNumber: number;
  readonly #names = new DistinctNames<ArchitectureName>();
  readonly #values: readonly FloatColumn[];
  readonly #numbers = new FloatColumn();
  readonly #counted: 'line' | 'row';
  readonly #file: string;
  readonly #rules: CellRules;
  readonly #canonicalName: (name: string) => ArchitectureName;

  constructor({ header, file, rules, canonicalName, counted = 'line', headerNumber = 1 }: TableRowsOptions) {
    this.columns = readHeader(header, { file, [counted]: headerNumber });
    this.headerNumber = headerNumber;
    this.#counted = counted;
    this.#values = this.columns.map(() => new FloatColumn());
    this.#file = file;
    this.#rules = rules;
    this.#canonicalName = canonicalName;
  }

  get architectures(): number {
    return this.#names.size;
  }

  /** In the order of the file. */
  get names(): Iterable<ArchitectureName> {
    return this.#names;
  }

  /** [columns][architectures]; NaN: not measured. */
  get values(): readonly Float64Array[] {
    return this.#values.map((column) => column.values);
  }

  /** Takes a row; `number` is its 1-based line or row. */
  add(cells: readonly string[], number: number): void {
    const place = { file: this.#file, [this.#counted]: number };
    const expected = this.columns.length + 1;
    if (cells.length !== expected) {
      const problem = `the ${this.#counted} has ${cells.length} cells and the header has ${expected}`;
      throw tableError(
        'parse-failed',
        { ...place, column: this.columns[cells.length - 1] ?? expected + 1, text: cells.join(',') },
        problem,
        'Write one cell a column; leave a cell empty for a missing value.',
      );
    }
    if ((this.architectures + 1) * this.columns.length > mostCells) {
      throw tableError('parse-failed', place, `the table has more than ${mostCells} cells`, 'Import it in parts.');
    }
    this.#addName(cells[0] ?? '', number);
    for (const [index, column] of this.columns.entries()) {
      this.#values[index]!.push(readCell(cells[index + 1] ?? '', this.#rules, { ...place, column }) ?? NaN);
    }
  }

  #addName(text: string, number: number): void {
    const place = { file: this.#file, [this.#counted]: number, column: 'arch', text };
    const known = this.#names.add(this.#canonical(text, place));
    if (known !== undefined) {
      const before = `${this.#counted} ${this.#numbers.values[known]!}`;
      throw tableError('invalid-input', place, `“${shown(text)}” is the architecture of ${before} again`, 'Keep one of the two rows.');
    }
    this.#numbers.push(number);
    if (this.#names.byteLength > mostNameBytes) {
      throw tableError('parse-failed', place, `the names take more than ${mostNameBytes} bytes`, 'Import the table in parts.');
    }
  }

  #canonical(text: string, place: Parameters<typeof tableError>[1]): ArchitectureName {
    try {
      return this.#canonicalName(text);
    } catch (error) {
      if (!isLabError(error, 'invalid-input')) throw error;
      throw tableError('invalid-input', place, withoutStop(error.message), error.remedy || 'Check the name and the search space.');
    }
  }
}

function readHeader([first = '', ...columns]: readonly string[], place: TablePlace): readonly string[] {
  const remedy = 'Begin the table with a header: arch,<device>,<device>…';
  if (first !== 'arch') {
    const problem = `the header begins with “${shown(first)}” instead of “arch”`;
    throw tableError('parse-failed', { ...place, column: 1, text: first }, problem, remedy);
  }
  if (columns.length === 0) throw tableError('parse-failed', { ...place, column: 2 }, 'the header names no device', remedy);
  if (columns.length > mostColumns)
    throw tableError(
      'parse-failed',
      { ...place, column: mostColumns + 2 },
      `the table has more than ${mostColumns} columns`,
      'Import it in parts.',
    );
  const numbers = new Map<string, number>();
  for (const [index, column] of columns.entries()) {
    const number = index + 2;
    if (column === '') throw tableError('parse-failed', { ...place, column: number }, 'the column has no name', remedy);
    const wrong = (problem: string, advice: string): Error => tableError('invalid-input', { ...place, column }, problem, advice);
    if (column.length > longestName) throw wrong(`the name of the column is longer than ${longestName} characters`, 'Shorten it.');
    if (unseen.test(column)) throw wrong(`the name of column ${number} has characters that cannot be seen`, 'Write it anew.');
    const other = numbers.get(column);
    if (other !== undefined) throw wrong(`the columns ${other} and ${number} have the same name`, 'Give every column a name of its own.');
    numbers.set(column, number);
  }
  return columns;
}

function withoutStop(sentence: string): string {
  return sentence.endsWith('.') ? sentence.slice(0, -1) : sentence;
}
