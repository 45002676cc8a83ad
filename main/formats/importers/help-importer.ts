import { largestPickleBytes } from '../pickle/read-pickle.ts';
import { isTorchFile, readTorchFile } from '../pickle/torch-file.ts';
import { readBytes } from '../text-source.ts';
import type { TableImporter } from './table-importer.ts';
import { tableOfValueList } from './value-list.ts';

const title = 'HELP file of PyTorch';

/**
 * One device a file, its latencies in ms (HayeonLee/HELP, data/<space>/latency/<device>.pt, read in loader.py): NAS-Bench-201's in the
 * benchmark's order, FBNet's in that of metainfo.pt, once-for-all's in that of ofa_archs.pt.
 */
export const helpImporter: TableImporter = {
  id: 'help',
  title,
  quantities: ['latency'],
  recognises: (head) => isTorchFile(head),
  async read(source, options) {
    const content = await readBytes(source, largestPickleBytes);
    return tableOfValueList(source.name, title, readTorchFile(source.name, content), options);
  },
};
