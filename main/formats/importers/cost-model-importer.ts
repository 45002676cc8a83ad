import { median } from '../../core/stats/quantiles.ts';
import { shown, tableError } from '../table-place.ts';
import { textLines } from '../text-lines.ts';
import { checkLines, columnName, orderOf, tableOfValues } from './rows-of-values.ts';
import type { TableImporter } from './table-importer.ts';

const title = 'cost-model runs';
const number = /^\s*\d+(\.\d+)?(e[+-]?\d+)?\s*$/i;

/**
 * One device a file, one line a network in a fixed order, the latencies of its runs in ms between commas (iitm-sysdl,
 * Generalizable-DNN-cost-models, LSTMModels/mobile_data). The table takes their median.
 */
export const costModelImporter: TableImporter = {
  id: 'cost-model',
  title,
  quantities: ['latency'],
  recognises(head) {
    const [first = ''] = new TextDecoder().decode(head).split(/\r?\n/, 1);
    const cells = first.split(',');
    return cells.length > 1 && cells.slice(0, -1).every((cell) => number.test(cell));
  },
  async read(source, options) {
    const file = source.name;
    const medians: number[] = [];
    let line = 0;
    for await (const text of textLines(source)) {
      checkLines(file, ++line);
      if (text.trim() !== '') medians.push(median(readRuns(file, line, text)));
    }
    const order = orderOf(file, medians.length, options);
    const rows = medians.map((latencyMs, row) => [order[row]!, latencyMs] as const);
    return tableOfValues({ file, title, columns: [columnName(file, options)], rows, counted: 'row' }, options);
  },
};

function readRuns(file: string, line: number, text: string): number[] {
  return text.split(',').map((cell, run) => {
    if (number.test(cell)) return Number(cell);
    const place = { file, line, column: `run ${run + 1}`, text: cell };
    throw tableError('invalid-input', place, `“${shown(cell)}” is not a number`, 'Correct the value.');
  });
}
