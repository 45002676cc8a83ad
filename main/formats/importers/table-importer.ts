import type { TableFormat } from '../../../preload/contract/table.ts';
import type { LatencyTable, ReadOptions } from '../latency-table.ts';
import type { Quantity } from '../table-quantity.ts';
import type { TextSource } from '../text-source.ts';

/** Reads tables of one file format. */
export interface TableImporter {
  readonly id: TableFormat;
  /** How the format is named to a person. */
  readonly title: string;
  /** What its values can be. */
  readonly quantities: readonly Quantity[];
  /** Whether a file that begins like this is of the format; `head` is gunzipped. */
  recognises(head: Uint8Array, fileName: string): boolean;
  /** All of it, or an error that names file, row and column. */
  read(source: TextSource, options: ReadOptions): Promise<LatencyTable>;
}
