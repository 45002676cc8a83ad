import { CsvError, type Info, parse } from 'csv-parse';
import { pipeline } from 'node:stream/promises';
import type { ArchitectureName, SpaceId } from '../core/brand.ts';
import { throwIfCancelled } from '../core/lab-error.ts';
import type { CellRules } from './table-cell.ts';
import { TableComments } from './table-comments.ts';
import { tableError } from './table-place.ts';
import { conversionFrom, type Quantity, unitOf } from './table-quantity.ts';
import { TableRows } from './table-rows.ts';
import { longestLine, textLines } from './text-lines.ts';
import type { TextSource } from './text-source.ts';

/** A latency or accuracy table as its file has it. */
export interface LatencyTable {
  readonly quantity: Quantity;
  /** Unit of the values, whatever the file's was: `ms` or `%`. */
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

/**
 * Reads a CSV table, plain or gzipped, as a stream: `arch,<device>…`, one row an architecture, empty cells for missing values, `#` lines
 * above the header for `space`, `unit` (ms, us, s; % for accuracies) and `source`. Anything else is refused with file, line and column:
 * `parse-failed` where the file is broken, `invalid-input` where a value is.
 */
export async function readLatencyTable(source: TextSource, options: ReadOptions): Promise<LatencyTable> {
  const file = source.name;
  const comments = new TableComments(file);
  let table: TableRows | undefined;

  async function* records() {
    let line = 0;
    let isAboveHeader = true;
    for await (const text of textLines(source)) {
      line++;
      const isComment = text.startsWith('#');
      if (isComment) comments.add(text, line, isAboveHeader);
      else if (text.trim() !== '') isAboveHeader = false;
      // A comment's line stays as an empty one, so that the parser counts as the file does.
      yield isComment ? '\n' : `${text}\n`;
    }
  }

  async function collect(parsed: AsyncIterable<{ record: string[]; info: Info }>) {
    for await (const { record, info } of parsed) {
      if (table) table.add(record, info.lines);
      else {
        const { canonicalName } = options;
        table = new TableRows({ header: record, headerNumber: info.lines, file, rules: cellRules(options, comments, file), canonicalName });
      }
    }
  }

  const parser = parse({ info: true, trim: true, skip_empty_lines: true, relax_column_count: true, max_record_size: longestLine });
  try {
    await pipeline(records, parser, collect, options.signal ? { signal: options.signal } : {});
  } catch (error) {
    throwIfCancelled(options.signal);
    throw error instanceof CsvError ? csvError(error, file) : error;
  }
  if (!table)
    throw tableError('parse-failed', { file }, 'the file is empty', 'Give a table: a header arch,<device>… and one row an architecture.');
  if (table.architectures === 0)
    throw tableError('parse-failed', { file }, 'there are no rows below the header', 'Add one row an architecture.');
  return tableOf(table, options, comments.get('source') ?? '');
}

/** The finished table of collected rows. */
export function tableOf(rows: TableRows, { quantity }: Pick<ReadOptions, 'quantity'>, source: string): LatencyTable {
  const { columns, architectures, names, values } = rows;
  return { quantity, unit: unitOf[quantity], source, columns, architectures, names, values };
}

function cellRules({ quantity, spaceId, missing }: ReadOptions, comments: TableComments, file: string): CellRules {
  const space = comments.get('space');
  if (space !== undefined && space !== spaceId) {
    throw tableError(
      'invalid-input',
      { file, text: `space: ${space}` },
      `the table is of the space “${space}”, not ${spaceId}`,
      'Import it with that space.',
    );
  }
  const convert = conversionFrom(comments.get('unit'), quantity, file);
  return { quantity, convert, ...(missing === undefined ? {} : { missing }) };
}

function csvError(error: CsvError, file: string): Error {
  const line = Number(error['lines']);
  const problem = `the quotes are wrong (${error.code})`;
  return tableError('parse-failed', { file, ...(Number.isInteger(line) ? { line } : {}) }, problem, 'Save the table as CSV again.');
}
