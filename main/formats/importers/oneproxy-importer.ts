import { largestPickleBytes, readPickle } from '../pickle/read-pickle.ts';
import { readBytes } from '../text-source.ts';
import { pickleShape } from './pickle-shape.ts';
import type { TableImporter } from './table-importer.ts';
import { tableOfValueList } from './value-list.ts';

const title = 'OneProxy pickle';

/** One device a file, a list of latencies in ms in the order of encode.pickle (Ren-Research/OneProxy, latency_data and example.ipynb). */
export const oneProxyImporter: TableImporter = {
  id: 'oneproxy',
  title,
  quantities: ['latency'],
  recognises: (head) => pickleShape(head) === 'list',
  async read(source, options) {
    const content = await readBytes(source, largestPickleBytes);
    return tableOfValueList(source.name, title, readPickle(source.name, content), options);
  },
};
