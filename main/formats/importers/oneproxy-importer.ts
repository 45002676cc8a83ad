import { pickledNumbers, type PickleValue } from '../pickle/pickle-value.ts';
import { largestPickleBytes, readPickle } from '../pickle/read-pickle.ts';
import { tableError } from '../table-place.ts';
import { readBytes } from '../text-source.ts';
import { nasBench201Order } from './nas-bench-201-order.ts';
import { pickleShape } from './pickle-shape.ts';
import { columnName, orderOf, tableOfValues } from './rows-of-values.ts';
import type { TableImporter } from './table-importer.ts';

const title = 'OneProxy pickle';

/**
 * One device a file, a list of latencies in ms (Ren-Research/OneProxy, latency_data and example.ipynb). The architectures are not in it:
 * their order is that of encode.pickle, or the benchmark's own where there are as many as the benchmark has.
 */
export const oneProxyImporter: TableImporter = {
  id: 'oneproxy',
  title,
  quantities: ['latency'],
  recognises: (head) => pickleShape(head) === 'list',
  async read(source, options) {
    const file = source.name;
    const values = latencies(file, readPickle(file, await readBytes(source, largestPickleBytes)));
    const isWholeBenchmark = options.spaceId === 'nas-bench-201' && values.length === nasBench201Order().length;
    const order = isWholeBenchmark && options.order === undefined ? nasBench201Order() : orderOf(file, values.length, options);
    const rows = Array.from(values, (value, row) => [order[row]!, value] as const);
    return tableOfValues({ file, title, columns: [columnName(file, options)], rows, counted: 'row' }, options);
  },
};

function latencies(file: string, pickle: PickleValue): ArrayLike<number> {
  const numbers = pickledNumbers(pickle);
  if (numbers !== undefined) return numbers;
  throw tableError('parse-failed', { file }, 'the pickle is no list of numbers', 'Choose a file of OneProxy’s latency_data.');
}
