import type { EvaluationTable } from '../../../preload/contract/evaluation.ts';
import type { TableFile } from '../../../preload/contract/table.ts';
import { invalidInput } from '../../core/lab-error.ts';
import { findSpace } from '../../core/spaces/spaces.ts';
import { readTable } from '../../formats/importers/read-table.ts';
import { blobSource, fileSource, type TextSource } from '../../formats/text-source.ts';
import type { Store } from '../../store/open-store.ts';
import { requireQuantity } from '../table-column.ts';

/** Where tables of the lab are found by name. */
export type TableStore = Pick<Store['tables'], 'get'>;

/** Latencies of architectures of one space. */
export interface ChosenTable {
  readonly name: string;
  readonly spaceId: string;
  readonly names: readonly string[];
  /** Device → [names] milliseconds, NaN where not measured. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

export interface TableReading {
  readonly spaceId: string | undefined;
  readonly missing: number | undefined;
  readonly signal: AbortSignal;
}

/** A latency table of the lab or of a file. Throws what reading throws, and `invalid-input` where a file's space is not named or a table's is another one. */
export async function tableOfChoice(tables: TableStore, choice: EvaluationTable, reading: TableReading): Promise<ChosenTable> {
  return 'table' in choice ? labTable(tables, choice.table, reading.spaceId) : readFile(choice, reading);
}

/** How the choice is named to a person. */
export function choiceName(choice: EvaluationTable): string {
  return 'table' in choice ? choice.table : sourceOf(choice).name;
}

export function sourceOf(file: TableFile): TextSource {
  return 'path' in file ? fileSource(file.path) : blobSource(file.fileName, file.content);
}

function labTable(tables: TableStore, name: string, spaceId: string | undefined): ChosenTable {
  const table = tables.get(name);
  requireQuantity(table, 'latency');
  if (spaceId !== undefined && spaceId !== table.spaceId)
    throw invalidInput(`Table “${name}” holds architectures of ${table.spaceId}, not of ${spaceId}.`, 'Leave the space out.');
  const columns = table.columns.map((column, i) => {
    return [column.name, Float64Array.from(table.values[i]!, (value) => value ?? NaN)] as const;
  });
  return { name, spaceId: table.spaceId, names: table.names, columns: new Map(columns) };
}

async function readFile(file: TableFile, { spaceId, missing, signal }: TableReading): Promise<ChosenTable> {
  if (spaceId === undefined) throw invalidInput('A file does not say which search space it is of.', 'Name the space.');
  const space = findSpace(spaceId);
  const source = sourceOf(file);
  const table = await readTable(source, {
    quantity: 'latency',
    spaceId: space.id,
    canonicalName: (name) => space.print(space.parse(name)),
    signal,
    ...(missing === undefined ? {} : { missing }),
  });
  const columns = table.columns.map((column, i) => [column, table.values[i]!] as const);
  return { name: source.name, spaceId, names: [...table.names], columns: new Map(columns) };
}
