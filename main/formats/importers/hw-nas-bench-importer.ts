import { dictEntries, type PickleDict, pickledNumbers, type PickleValue, sequenceItems } from '../pickle/pickle-value.ts';
import { largestPickleBytes, readPickle } from '../pickle/read-pickle.ts';
import { tableError } from '../table-place.ts';
import type { Quantity } from '../table-quantity.ts';
import { readBytes } from '../text-source.ts';
import { nasBench201Order, requireNasBench201 } from './nas-bench-201-order.ts';
import { pickleShape } from './pickle-shape.ts';
import { tableOfValues } from './rows-of-values.ts';
import type { TableImporter } from './table-importer.ts';

const title = 'HW-NAS-Bench';
const part = 'nasbench201';

/**
 * The pickle of GATECH-EIC/HW-NAS-Bench (hw_nas_bench_api.py): for each data set the latencies in ms or energies in mJ of some devices, by the
 * benchmark's number of the cell, and the cells themselves under `config`. FBNet's layers are left out, which are no architectures.
 */
export const hwNasBenchImporter: TableImporter = {
  id: 'hw-nas-bench',
  title,
  quantities: ['latency', 'energy'],
  recognises: (head) => pickleShape(head) === 'dict' && Buffer.from(head).includes(part),
  async read(source, options) {
    const file = source.name;
    requireNasBench201(file, title, options.spaceId);
    const dataSets = dictEntries(member(dictEntries(readPickle(file, await readBytes(source, largestPickleBytes))), part));
    const columns = (dataSets ?? []).flatMap(([dataSet, metrics]) => columnsOf(dataSet, dictEntries(metrics), options.quantity));
    const names = cellNames(dataSets) ?? nasBench201Order();
    if (columns.length === 0) throw notThis(file, `it has no “${part}” with ${options.quantity} values`);
    for (const { name, values } of columns) {
      if (values.length !== names.length) throw notThis(file, `“${name}” has ${values.length} values for ${names.length} architectures`);
    }
    const rows = names.map((name, row) => [name, ...columns.map(({ values }) => values[row]!)] as const);
    return tableOfValues({ file, title, columns: columns.map(({ name }) => name), rows, counted: 'row' }, options);
  },
};

interface Column {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

function columnsOf(dataSet: PickleValue, metrics: PickleDict['entries'] | undefined, quantity: Quantity): Column[] {
  const ending = `_${quantity}`;
  if (typeof dataSet !== 'string') return [];
  return (metrics ?? []).flatMap(([metric, value]) => {
    const values = pickledNumbers(value);
    if (typeof metric !== 'string' || !metric.endsWith(ending) || values === undefined) return [];
    return [{ name: `${metric.slice(0, -ending.length)} ${dataSet}`, values }];
  });
}

/** The cells as the first data set's configurations name them; undefined where they do not. */
function cellNames(dataSets: PickleDict['entries'] | undefined): readonly string[] | undefined {
  const configs = sequenceItems(member(dictEntries(dataSets?.[0]?.[1]), 'config'));
  const names = configs?.map((config) => member(dictEntries(config), 'arch_str'));
  return names?.every((name) => typeof name === 'string') ? names : undefined;
}

function member(entries: PickleDict['entries'] | undefined, key: string): PickleValue | undefined {
  return entries?.find(([name]) => name === key)?.[1];
}

function notThis(file: string, problem: string): Error {
  return tableError('parse-failed', { file }, problem, 'Choose HW-NAS-Bench-v1_0.pickle as the benchmark publishes it.');
}
