import type { TableFormat } from '../../../preload/contract/table.ts';
import type { LatencyTable, ReadOptions } from '../latency-table.ts';
import { tableError } from '../table-place.ts';
import { readHead, type TextSource } from '../text-source.ts';
import { costModelImporter } from './cost-model-importer.ts';
import { csvImporter } from './csv-importer.ts';
import { eagleImporter } from './eagle-importer.ts';
import { hwNasBenchImporter } from './hw-nas-bench-importer.ts';
import { nnMeterImporter } from './nn-meter-importer.ts';
import { oneProxyImporter } from './oneproxy-importer.ts';
import type { TableImporter } from './table-importer.ts';

/** Every format, the more particular before the more general. */
export const tableImporters: readonly TableImporter[] = [
  csvImporter,
  hwNasBenchImporter,
  eagleImporter,
  oneProxyImporter,
  nnMeterImporter,
  costModelImporter,
];

const headBytes = 64 * 1024;
const gitLfsPointer = 'version https://git-lfs.github.com/spec/';

/** Reads a table of the format, or of the one that its content is recognised as; what none recognises is read as our CSV, which says why not. */
export async function readTable(source: TextSource, options: ReadOptions, format?: TableFormat): Promise<LatencyTable> {
  const head = await readHead(source, headBytes);
  if (new TextDecoder().decode(head.subarray(0, gitLfsPointer.length)) === gitLfsPointer) {
    const problem = 'this is a pointer of Git LFS and not the data';
    throw tableError('parse-failed', { file: source.name }, problem, 'Fetch the file itself with git lfs pull.');
  }
  const importer = tableImporters.find(({ id, recognises }) => (format === undefined ? recognises(head, source.name) : id === format));
  return (importer ?? csvImporter).read(source, options);
}
