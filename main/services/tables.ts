import type { TableData, TableSummary } from '../../preload/contract/table.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import { readLatencyTable } from '../formats/latency-table.ts';
import { printLatencyTable } from '../formats/latency-table-csv.ts';
import { blobSource, fileSource } from '../formats/text-source.ts';
import type { Store } from '../store/open-store.ts';
import type { StoredTable, TableSummary as StoredSummary } from '../store/stored-table.ts';
import { os } from './procedures.ts';

/** Tables of the lab: list, read, import, export, remove. */
export function tableProcedures({ store }: { readonly store: Store }) {
  return os.tables.router({
    list: os.tables.list.handler(() => store.tables.list().map(toSummary)),
    get: os.tables.get.handler(({ input }) => toData(store.tables.get(input.table))),
    import: os.tables.import.handler(async ({ input, signal }) => {
      const space = findSpace(input.spaceId);
      const source = 'path' in input.source ? fileSource(input.source.path) : blobSource(input.source.fileName, input.source.content);
      const table = await readLatencyTable(source, {
        quantity: input.quantity,
        spaceId: space.id,
        canonicalName: (name) => space.print(space.parse(name)),
        ...(input.missing === undefined ? {} : { missing: input.missing }),
        ...(signal ? { signal } : {}),
      });
      return toSummary(
        store.tables.create({
          ...table,
          name: input.name,
          spaceId: space.id,
          source: table.source || source.name,
          createdAtMs: Date.now(),
        }),
      );
    }),
    export: os.tables.export.handler(({ input }) => {
      const table = store.tables.get(input.table);
      const columns = table.columns.map((column) => column.name);
      return new Blob([...printLatencyTable({ ...table, columns })], { type: 'text/csv' });
    }),
    remove: os.tables.remove.handler(({ input }) => {
      store.tables.remove(input.table);
      return {};
    }),
  });
}

function toSummary(table: StoredSummary): TableSummary {
  return {
    name: table.name,
    spaceId: table.spaceId,
    quantity: table.quantity,
    unit: table.unit,
    source: table.source,
    architectures: table.architectures,
    columns: table.columns.map(({ name, measured, origin }) => ({ name, measured, origin })),
    createdAtMs: table.createdAtMs,
  };
}

function toData(table: StoredTable): TableData {
  return { ...toSummary(table), names: [...table.names], values: table.values.map((column) => [...column]) };
}
