import { readLatencyTable } from '../latency-table.ts';
import type { TableImporter } from './table-importer.ts';

/** The lab's own CSV. */
export const csvImporter: TableImporter = {
  id: 'csv',
  title: 'CSV table',
  quantities: ['latency', 'energy', 'accuracy'],
  recognises(head) {
    const lines = new TextDecoder().decode(head).split(/\r?\n/);
    return /^"?arch"?\s*(,|$)/.test(lines.find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '');
  },
  read: readLatencyTable,
};
