import { nasBench201Edges, nasBench201Operators, printCell } from '../../core/spaces/nas-bench-201-cell.ts';
import { dictEntries, type PickleValue, sequenceItems } from '../pickle/pickle-value.ts';
import { largestPickleBytes, readPickle } from '../pickle/read-pickle.ts';
import { tableError } from '../table-place.ts';
import { readBytes } from '../text-source.ts';
import { requireNasBench201 } from './nas-bench-201-order.ts';
import { pickleShape } from './pickle-shape.ts';
import { columnName, tableOfValues } from './rows-of-values.ts';
import type { TableImporter } from './table-importer.ts';

const title = 'Eagle pickle';

/** One device a file, a dictionary from a cell's six operators to its latency in seconds (SamsungLabs/eagle, README: Latency dataset). */
export const eagleImporter: TableImporter = {
  id: 'eagle',
  title,
  quantities: ['latency', 'accuracy'],
  recognises: (head) => pickleShape(head) === 'dict',
  async read(source, options) {
    const file = source.name;
    requireNasBench201(file, title, options.spaceId);
    const entries = dictEntries(readPickle(file, await readBytes(source, largestPickleBytes)));
    if (entries === undefined)
      throw tableError('parse-failed', { file }, 'the pickle is no dictionary', 'Choose a file of Eagle’s dataset.');
    const rows = entries.map(([key, value], index) => [cellName(file, index + 1, key), seconds(file, index + 1, value)] as const);
    const convert = (value: number): number => (options.quantity === 'latency' ? value * 1000 : value);
    return tableOfValues({ file, title, columns: [columnName(file, options)], rows, counted: 'row', convert }, options);
  },
};

function cellName(file: string, row: number, key: PickleValue): string {
  const operators = sequenceItems(key);
  const isCell =
    operators?.length === nasBench201Edges.length &&
    operators.every((operator) => typeof operator === 'number' && nasBench201Operators[operator] !== undefined);
  if (isCell) return printCell(operators as readonly number[]);
  const remedy = 'Choose a file of Eagle’s dataset for NAS-Bench-201.';
  throw tableError('invalid-input', { file, row }, 'the key is no list of six operators from 0 to 4', remedy);
}

function seconds(file: string, row: number, value: PickleValue): number {
  if (typeof value === 'number') return value;
  const remedy = 'Make one latency of each list of runs first, as Eagle’s calc_stats does.';
  throw tableError('invalid-input', { file, row }, 'the value is no number', remedy);
}
