import type { TableFormat } from '../../../preload/contract/table.ts';
import type { LatencyTable, ReadOptions } from '../latency-table.ts';
import { tableError } from '../table-place.ts';
import type { Quantity } from '../table-quantity.ts';
import { peeked, type TextSource } from '../text-source.ts';
import { costModelImporter } from './cost-model-importer.ts';
import { csvImporter } from './csv-importer.ts';
import { eagleImporter } from './eagle-importer.ts';
import { helpImporter } from './help-importer.ts';
import { hwNasBenchImporter } from './hw-nas-bench-importer.ts';
import { nnMeterBenchImporter } from './nn-meter-bench-importer.ts';
import { nnMeterImporter } from './nn-meter-importer.ts';
import { oneProxyImporter } from './oneproxy-importer.ts';
import type { TableImporter } from './table-importer.ts';

/** Every format, the more particular before the more general. */
export const tableImporters: readonly TableImporter[] = [
  csvImporter,
  hwNasBenchImporter,
  eagleImporter,
  oneProxyImporter,
  helpImporter,
  nnMeterBenchImporter,
  nnMeterImporter,
  costModelImporter,
];

const headBytes = 64 * 1024;

/** Files that are mistaken for tables, by their first bytes. */
const mistaken: readonly { readonly beginning: string; readonly problem: string; readonly remedy: string }[] = [
  {
    beginning: 'version https://git-lfs.github.com/spec/',
    problem: 'this is a pointer of Git LFS and not the data',
    remedy: 'Fetch the file itself with git lfs pull.',
  },
  {
    beginning: 'PK\x03\x04',
    problem: 'this is a zip archive',
    remedy: 'Give the table in it; save a workbook as CSV.',
  },
  {
    beginning: '\x80',
    problem: 'this is a pickle, and of none of the known tables',
    remedy: 'Save the table as CSV, or name its format with --format.',
  },
];

/** Reads a table of the format, or of the one that its content is recognised as; what none recognises is read as our CSV, which says why not. */
export function readTable(file: TextSource, options: ReadOptions, format?: TableFormat): Promise<LatencyTable> {
  return peeked(file, headBytes, async (head, source) => {
    const importer = tableImporters.find(({ id, recognises }) => (format === undefined ? recognises(head, file.name) : id === format));
    if (importer !== undefined) {
      requireHeld(importer, options.quantity, file.name);
      return importer.read(source, options);
    }
    const known = mistaken.find(({ beginning }) => Buffer.from(head).toString('latin1', 0, beginning.length) === beginning);
    if (known !== undefined) throw tableError('parse-failed', { file: file.name, byte: 0 }, known.problem, known.remedy);
    return csvImporter.read(source, options);
  });
}

function requireHeld({ title, quantities }: TableImporter, quantity: Quantity, file: string): void {
  if (quantities.includes(quantity)) return;
  const problem = `it is a ${title}, which holds ${quantities.join(' or ')} and no ${quantity}`;
  throw tableError('invalid-input', { file }, problem, `Import it as ${quantities.join(' or ')}.`);
}
