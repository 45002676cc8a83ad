import { CsvError, type Info, parse } from 'csv-parse';
import { pipeline } from 'node:stream/promises';
import type { ArchitectureName, SpaceId } from '../core/brand.ts';
import { throwIfCancelled } from '../core/lab-error.ts';
import type { CellRules } from './table-cell.ts';
import { TableComments } from './table-comments.ts';
import { shown, tableError } from './table-place.ts';
import { checkNamedUnit, conversionFrom, type Quantity, unitOf } from './table-quantity.ts';
import { TableRows } from './table-rows.ts';
import { longestLine, textLines } from './text-lines.ts';
import type { TextSource } from './text-source.ts';

/** A table of latencies, energies or accuracies as its file has it. */
export interface LatencyTable {
  readonly quantity: Quantity;
  /** Unit of the values, whatever the file's was: `ms`, `mJ` or `%`. */
  readonly unit: string;
  /** Where the values come from, as the file says; empty where it does not. */
  readonly source: string;
  readonly columns: readonly string[];
  readonly architectures: number;
  /** In the order of the file, none of them twice. */
  readonly names: Iterable<ArchitectureName>;
  /** [columns][architectures]; NaN: not measured. */
  readonly values: readonly Float64Array[];
}

export interface ReadOptions {
  readonly quantity: Quantity;
  /** The space that the caller takes the architectures to be of; a file that names another one is refused. */
  readonly spaceId: SpaceId;
  /** Checks a name and prints it as its space does; throws `invalid-input`. */
  readonly canonicalName: (name: string) => ArchitectureName;
  /** A number that stands for "not measured" in this file. */
  readonly missing?: number;
  /** Names of the architectures in the order of the values, for files that hold values only. */
  readonly order?: readonly string[];
  /** Name of the one column of a file that does not name it; default: the file's own name. */
  readonly column?: string;
  readonly signal?: AbortSignal;
}

/** Without a space the table may be of any. */
type CsvOptions = Omit<ReadOptions, 'spaceId'> & Partial<Pick<ReadOptions, 'spaceId'>>;

/**
 * Reads a CSV table, plain or gzipped, as a stream: `arch,<device>…`, one row an architecture, empty cells for missing values, `#` lines
 * above the header for `space`, `unit` (ms, us, ns, s; % for accuracies) and `source`. Anything else is refused with file, line and column:
 * `parse-failed` where the file is broken, `invalid-input` where a value is.
 */
export async function readLatencyTable(source: TextSource, options: CsvOptions): Promise<LatencyTable> {
  const file = source.name;
  const comments = new TableComments(file);
  let table: TableRows | undefined;
  /** The line of a quote that is still open; 0: there is none. */
  let openQuote = 0;

  async function* records() {
    let line = 0;
    let isAboveHeader = true;
    for await (const text of textLines(source)) {
      line++;
      const isComment = text.startsWith('#');
      if (isComment) comments.add(text, line, isAboveHeader);
      else if (text.trim() !== '') {
        isAboveHeader = false;
        if (text.includes('"') && text.split('"').length % 2 === 0) openQuote = openQuote === 0 ? line : 0;
      }
      // A comment's line stays as an empty one, so that the parser counts as the file does.
      yield isComment ? '\n' : `${text}\n`;
    }
  }

  async function collect(parsed: AsyncIterable<{ record: string[]; info: Info }>) {
    for await (const { record, info } of parsed) {
      if (table) table.add(record, info.lines);
      else {
        const { canonicalName, quantity } = options;
        const headerNumber = info.lines;
        table = new TableRows({ header: record, headerNumber, file, rules: cellRules(options, comments, file), canonicalName });
        for (const column of table.columns)
          checkNamedUnit(column, comments.get('unit')?.value, quantity, { file, line: headerNumber, column });
      }
    }
  }

  const parser = parse({ info: true, trim: true, skip_empty_lines: true, relax_column_count: true, max_record_size: longestLine });
  try {
    await pipeline(records, parser, collect, options.signal ? { signal: options.signal } : {});
  } catch (error) {
    throwIfCancelled(options.signal);
    throw error instanceof CsvError ? csvError(error, file, openQuote) : error;
  }
  const remedy = 'Give a table: a header arch,<device>… and one row an architecture.';
  if (!table) throw tableError('parse-failed', { file, line: 1, column: 1 }, 'the file is empty', remedy);
  if (table.architectures === 0) {
    const place = { file, line: table.headerNumber + 1, column: 1 };
    throw tableError('parse-failed', place, 'there are no rows below the header', remedy);
  }
  return tableOf(table, options, comments.get('source')?.value ?? '');
}

/** The finished table of collected rows. */
export function tableOf(rows: TableRows, { quantity }: Pick<ReadOptions, 'quantity'>, source: string): LatencyTable {
  const { columns, architectures, names, values } = rows;
  return { quantity, unit: unitOf[quantity], source, columns, architectures, names, values };
}

function cellRules({ quantity, spaceId, missing }: CsvOptions, comments: TableComments, file: string): CellRules {
  const space = comments.get('space');
  if (space !== undefined && spaceId !== undefined && space.value !== spaceId) {
    const problem = `the table is of the space “${shown(space.value)}”, not ${spaceId}`;
    throw tableError('invalid-input', { file, line: space.line, column: 1 }, problem, 'Import it with that space.');
  }
  const unit = comments.get('unit');
  const convert = conversionFrom(unit?.value, quantity, { file, line: unit?.line ?? 1, column: 1 });
  return { quantity, convert, ...(missing === undefined ? {} : { missing }) };
}

function csvError(error: CsvError, file: string, openQuote: number): Error {
  const isOpen = openQuote > 0 && (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE');
  const place = { file, line: isOpen ? openQuote : Number(error['lines']), column: Number(error['index']) + 1 };
  return tableError('parse-failed', place, `the quotes are wrong (${error.code})`, 'Save the table as CSV again.');
}
