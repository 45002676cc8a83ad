import { type ArchitectureName, brand } from '../../main/core/brand.ts';
import { invalidInput } from '../../main/core/lab-error.ts';
import { type LatencyTable, type ReadOptions, readLatencyTable } from '../../main/formats/latency-table.ts';
import { blobSource } from '../../main/formats/text-source.ts';

/** A space whose names are words of small letters; it prints without the stars that it reads. */
function word(name: string): ArchitectureName {
  if (!/^[a-z]+\**$/.test(name)) throw invalidInput('A word has small letters only.');
  return brand(name.replaceAll('*', ''));
}

export function readText(content: BlobPart, options: Partial<ReadOptions> = {}): Promise<LatencyTable> {
  const source = blobSource('table.csv', new Blob([content]));
  return readLatencyTable(source, { quantity: 'latency', spaceId: brand('words'), canonicalName: word, ...options });
}

/** A table's rows as they stand in the file; null: not measured. */
export function rowsOf({ names, values }: Pick<LatencyTable, 'names' | 'values'>) {
  return Array.from(names, (architecture, row) => ({
    architecture,
    values: values.map((column) => (Number.isNaN(column[row]!) ? null : column[row]!)),
  }));
}
