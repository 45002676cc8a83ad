import { shown, tableError } from '../table-place.ts';
import { textLines } from '../text-lines.ts';
import { requireNasBench201 } from './nas-bench-201-order.ts';
import { nnMeterCell } from './nn-meter-importer.ts';
import { checkLines, tableOfValues } from './rows-of-values.ts';
import type { TableImporter } from './table-importer.ts';

const title = 'nn-Meter bench dataset';
/** What stands in a line beside the latencies. */
const others = ['id', 'graph'];

type Values = Readonly<Record<string, unknown>>;

/**
 * One network a line as JSON: its `id`, its `graph` and for each device the latency in ms, or null (microsoft/nn-Meter, docs/dataset.md and
 * examples/nn-meter_quick_start). Of the dataset's families only NAS-Bench-201's networks (nasbench201s.jsonl) are of a search space here.
 */
export const nnMeterBenchImporter: TableImporter = {
  id: 'nn-meter-bench',
  title,
  quantities: ['latency'],
  recognises: (head) => /^\s*\{\s*"id"\s*:\s*"[a-z0-9]+_\d+"/.test(new TextDecoder().decode(head.subarray(0, 200))),
  async read(source, options) {
    const file = source.name;
    requireNasBench201(file, title, options.spaceId);
    let columns: readonly string[] | undefined;
    const rows: [string, ...(number | null)[]][] = [];
    let line = 0;
    for await (const text of textLines(source)) {
      checkLines(file, ++line);
      if (text.trim() === '') continue;
      const values = readObject(file, line, text);
      columns ??= Object.keys(values).filter((key) => !others.includes(key));
      const name = nnMeterCell(typeof values['id'] === 'string' ? values['id'] : '', { file, line, column: 'id' });
      rows.push([name, ...columns.map((column) => latency(values[column], { file, line, column }))]);
    }
    return tableOfValues({ file, title, columns: columns ?? [], rows, counted: 'row' }, options);
  },
};

function readObject(file: string, line: number, text: string): Values {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Values;
  } catch {
    // It is said below.
  }
  throw tableError('parse-failed', { file, line, column: 1, text }, 'the line is no JSON object', `Choose a file of the ${title}.`);
}

function latency(value: unknown, place: { readonly file: string; readonly line: number; readonly column: string }): number | null {
  if (typeof value === 'number' || value === null) return value;
  const text = JSON.stringify(value) ?? 'nothing';
  throw tableError(
    'invalid-input',
    { ...place, text },
    `“${shown(text)}” is no number`,
    'Give a number, or null for what was not measured.',
  );
}
