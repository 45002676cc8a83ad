import type { TableData, TableFile, TableSummary } from '../../preload/contract/table.ts';
import type { SpaceId } from '../core/brand.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import { readArchitectureOrder } from '../formats/importers/architecture-order.ts';
import { readTable } from '../formats/importers/read-table.ts';
import type { LatencyTable } from '../formats/latency-table.ts';
import { printLatencyTable } from '../formats/latency-table-csv.ts';
import { blobSource, fileSource, type TextSource } from '../formats/text-source.ts';
import type { Store } from '../store/open-store.ts';
import type { StoredTable, TableSummary as StoredSummary } from '../store/stored-table.ts';
import { os } from './procedures.ts';

/** Tables of the lab: list, read, import, export, remove. */
export function tableProcedures({ store }: { readonly store: Store }) {
  function keep(name: string, spaceId: SpaceId, table: LatencyTable, fileName: string): TableSummary {
    return toSummary(store.tables.create({ ...table, name, spaceId, source: table.source || fileName, createdAtMs: Date.now() }));
  }

  return os.tables.router({
    list: os.tables.list.handler(() => store.tables.list().map(toSummary)),
    get: os.tables.get.handler(({ input }) => toData(store.tables.get(input.table))),
    import: os.tables.import.handler(async ({ input, signal }) => {
      const space = findSpace(input.spaceId);
      const source = sourceOf(input.source);
      const order = input.order === undefined ? undefined : await readArchitectureOrder(sourceOf(input.order));
      const options = {
        quantity: input.quantity,
        spaceId: space.id,
        canonicalName: (name: string) => space.print(space.parse(name)),
        ...(input.missing === undefined ? {} : { missing: input.missing }),
        ...(input.column === undefined ? {} : { column: input.column }),
        ...(order === undefined ? {} : { order }),
        ...(signal ? { signal } : {}),
      };
      return keep(input.name, space.id, await readTable(source, options, input.format), source.name);
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

function sourceOf(file: TableFile): TextSource {
  return 'path' in file ? fileSource(file.path) : blobSource(file.fileName, file.content);
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
