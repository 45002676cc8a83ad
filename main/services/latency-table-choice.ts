import type { LatencyTableChoice } from '../../preload/contract/signature.ts';
import type { TableFile } from '../../preload/contract/table.ts';
import { brand, type ArchitectureName } from '../core/brand.ts';
import { invalidInput, LabError } from '../core/lab-error.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import { readTable } from '../formats/importers/read-table.ts';
import { type ReadOptions, readLatencyTable } from '../formats/latency-table.ts';
import { blobSource, fileSource, type TextSource } from '../formats/text-source.ts';
import type { Store } from '../store/open-store.ts';
import { requireQuantity } from './table-column.ts';

/** Where tables of the lab are found by name. */
export type TableStore = Pick<Store['tables'], 'get'>;

/** Latencies of architectures, or of networks of any kind. */
export interface ChosenTable {
  readonly name: string;
  /** null: of a file whose space was not named; its names are taken as they are. */
  readonly spaceId: string | null;
  readonly names: readonly string[];
  /** Device → [names] milliseconds, NaN where not measured. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

export interface TableReading {
  readonly spaceId?: string | undefined;
  /** A number that stands for “not measured” in a file. */
  readonly missing?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A latency table of the lab or of a file. Throws what reading throws, and `invalid-input` where a table is of another space than the one named. */
export async function chosenTable(tables: TableStore, choice: LatencyTableChoice, reading: TableReading): Promise<ChosenTable> {
  return 'table' in choice ? labTable(tables, choice.table, reading.spaceId) : fileTable(choice, reading);
}

/** How the choice is named to a person. */
export function choiceName(choice: LatencyTableChoice): string {
  return 'table' in choice ? choice.table : sourceOf(choice).name;
}

export function sourceOf(file: TableFile): TextSource {
  return 'path' in file ? fileSource(file.path) : blobSource(file.fileName, file.content);
}

/** The columns that are wanted, all of them without a wish; `not-found` lists those there are. */
export function devicesOf({ name, columns }: ChosenTable, wanted: 'all' | readonly string[]): readonly string[] {
  const devices = [...columns.keys()];
  if (wanted === 'all') return devices;
  const unknown = wanted.find((device) => !columns.has(device));
  if (unknown === undefined) return [...new Set(wanted)];
  const remedy = `Choose from ${devices.join(', ')}.`;
  throw new LabError({ code: 'not-found', message: `There is no device “${unknown}” in ${name}.`, remedy });
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

async function fileTable(file: TableFile, { spaceId, missing, signal }: TableReading): Promise<ChosenTable> {
  const source = sourceOf(file);
  const options = { quantity: 'latency', ...(missing === undefined ? {} : { missing }), ...(signal ? { signal } : {}) } as const;
  const table = await (spaceId === undefined
    ? readLatencyTable(source, { ...options, canonicalName: (name) => brand<ArchitectureName>(name) })
    : readTable(source, { ...options, ...namesOf(spaceId) }));
  const columns = table.columns.map((column, i) => [column, table.values[i]!] as const);
  return { name: source.name, spaceId: spaceId ?? null, names: [...table.names], columns: new Map(columns) };
}

function namesOf(id: string): Pick<ReadOptions, 'spaceId' | 'canonicalName'> {
  const space = findSpace(id);
  return { spaceId: space.id, canonicalName: (name) => space.print(space.parse(name)) };
}
