import { shown, type TablePlace, tableError } from '../table-place.ts';
import { textLines } from '../text-lines.ts';
import { nasBench201Order, requireNasBench201 } from './nas-bench-201-order.ts';
import { checkLines, columnName, tableOfValues } from './rows-of-values.ts';
import type { TableImporter } from './table-importer.ts';

const title = 'nn-Meter log';
/** Logs of a CPU have the relative deviation as well, those of GPUs and the VPU do not. */
const columnsOfLine = [4, 5];

/**
 * One device and one family of networks a file, without a header: nothing, family and number, mean latency in ms, its standard deviation
 * and for some devices that in % (microsoft/nn-Meter, data/model_latency/<device>/nasbench201-log.csv). Only NAS-Bench-201's networks can be told from their
 * numbers, which are the benchmark's.
 */
export const nnMeterImporter: TableImporter = {
  id: 'nn-meter',
  title,
  quantities: ['latency'],
  recognises: (head) => /^,[a-z0-9]+_\d+,\d/.test(new TextDecoder().decode(head.subarray(0, 200))),
  async read(source, options) {
    const file = source.name;
    requireNasBench201(file, title, options.spaceId);
    const rows: [string, number][] = [];
    let line = 0;
    for await (const text of textLines(source)) {
      checkLines(file, ++line);
      if (text.trim() !== '') rows.push(readLine(file, line, text));
    }
    return tableOfValues({ file, title, columns: [columnName(file, options)], rows, counted: 'row' }, options);
  },
};

function readLine(file: string, line: number, text: string): [name: string, latencyMs: number] {
  const cells = text.split(',');
  const [, network = '', latencyMs = ''] = cells;
  if (!columnsOfLine.includes(cells.length)) {
    const problem = `the line has ${cells.length} cells and a log has ${columnsOfLine.join(' or ')}`;
    const place = { file, line, column: Math.min(cells.length, Math.max(...columnsOfLine)) + 1, text };
    throw tableError('parse-failed', place, problem, 'Choose a log of nn-Meter as it is published.');
  }
  const name = nnMeterCell(network, { file, line, column: 'network' });
  if (!/^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(latencyMs)) {
    const place = { file, line, column: 'latency', text: latencyMs };
    throw tableError('invalid-input', place, `“${shown(latencyMs)}” is not a number`, 'Correct the value.');
  }
  return [name, Number(latencyMs)];
}

/** The cell that nn-Meter calls `nasbench201_<number>`; `place` is where it does. */
export function nnMeterCell(network: string, place: TablePlace): string {
  const [, number] = /^nasbench201_(\d+)$/.exec(network) ?? [];
  const name = number === undefined ? undefined : nasBench201Order()[Number(number)];
  if (name !== undefined) return name;
  const remedy = 'Choose the file of nasbench201: the others’ networks are of no search space.';
  throw tableError('invalid-input', { ...place, text: network }, `“${shown(network)}” is no network of NAS-Bench-201`, remedy);
}
