import { brand } from '../core/brand.ts';
import type { LayeredNetwork } from '../core/cost-model/cost-model.ts';
import { layeredNetworkFromJson, layeredNetworkToJson } from '../core/cost-model/layered-network-json.ts';
import { LabError } from '../core/lab-error.ts';
import { PredictorFields } from '../core/predictors/predictor-fields.ts';
import { parseConditionKey } from './condition-key.ts';
import { allRows, type Database, firstRow } from './database.ts';
import { unpackFloats } from './float-blob.ts';
import type { NewTable, Quantity, StoredTable, TableColumn, TableContent, TableSummary } from './stored-table.ts';
import { tableRenamer } from './table-renamer.ts';
import { type MeasuredColumn, type MeasuredMedian, energyTable, tableTaken, tableWriter } from './table-writer.ts';

/** Values by architecture and column, imported or measured. A table that is not there: `not-found`. */
export interface TableRepository {
  /** All or nothing; `already-exists` where the name is taken. */
  create(table: NewTable): TableSummary;
  /** Adds rows and columns to a table and replaces imported values; refuses to touch measured columns. All or nothing. */
  merge(name: string, content: TableContent): TableSummary;
  /** Puts a device's own medians into a measured column, as its campaigns do; makes table and column as needed. */
  addMeasured(column: MeasuredColumn, medians: readonly MeasuredMedian[], nowMs: number): void;
  /** By name. */
  list(): readonly TableSummary[];
  summary(name: string): TableSummary;
  get(name: string): StoredTable;
  /** Layers that were imported with the table; none where they follow from the networks' names. */
  layers(name: string): readonly LayeredNetwork[];
  /** `StoredTable.version` without the values. */
  version(name: string): string;
  /** Also wherever campaigns, models and searches name it, and for energies that were measured beside it. All or nothing; `already-exists` where the name is taken. */
  rename(name: string, next: string): void;
  remove(name: string): void;
}

interface TableRow {
  id: number;
  name: string;
  space_id: string;
  quantity: Quantity;
  unit: string;
  source: string;
  revision: number;
  created_at_ms: number;
  architectures: number;
}

interface ColumnRow {
  name: string;
  origin: 'imported' | 'measured';
  conditions: string | null;
  measured: number;
}

export function tableRepository(database: Database): TableRepository {
  const writer = tableWriter(database);
  // Positions have no gaps: the last one tells the number of rows without a look at the others.
  const selectTables = `select *, (select coalesce(max(position) + 1, 0) from table_row where table_id = architecture_table.id) as architectures from architecture_table`;
  const listTables = database.prepare(`${selectTables} order by name`);
  const findTable = database.prepare(`${selectTables} where name = ?`);
  const listColumns = database.prepare('select name, origin, conditions, measured from table_column where table_id = ? order by position');
  const listCells = database.prepare('select cell_values from table_column where table_id = ? order by position');
  const listNames = database.prepare('select architecture from table_row where table_id = ? order by position');
  const insertLayers = database.prepare('insert into table_layers (table_id, networks) values (?, ?)');
  const findLayers = database.prepare('select networks from table_layers where table_id = ?');
  const renameTable = tableRenamer(database);
  const deleteTable = database.prepare('delete from architecture_table where name = ?');

  function find(name: string): TableRow {
    const row = firstRow<TableRow>(findTable, name);
    if (row) return row;
    throw new LabError({
      code: 'not-found',
      message: `There is no table “${name}” in this lab.`,
      remedy: 'List the tables to see their names.',
    });
  }

  function requireFree(name: string): void {
    if (firstRow<TableRow>(findTable, name)) throw tableTaken(name);
  }

  function summarise(row: TableRow): TableSummary {
    return {
      name: row.name,
      spaceId: brand(row.space_id),
      quantity: row.quantity,
      unit: row.unit,
      source: row.source,
      architectures: row.architectures,
      columns: allRows<ColumnRow>(listColumns, row.id).map(toColumn),
      createdAtMs: row.created_at_ms,
    };
  }

  return {
    create: (table) =>
      database.write(() => {
        const tableId = writer.createTable(table);
        writer.writeContent(tableId, table);
        if (table.layers) insertLayers.run(tableId, JSON.stringify(table.layers.map(layeredNetworkToJson)));
        return summarise(find(table.name));
      }),
    merge: (name, content) =>
      database.write(() => {
        writer.writeContent(find(name).id, content);
        return summarise(find(name));
      }),
    addMeasured: (column, medians, nowMs) => database.write(() => writer.writeMedians(column, medians, nowMs)),
    list: () => database.read(() => allRows<TableRow>(listTables).map(summarise)),
    summary: (name) => database.read(() => summarise(find(name))),
    get: (name) =>
      database.read(() => {
        const row = find(name);
        return {
          ...summarise(row),
          version: versionOf(row),
          names: allRows<{ architecture: string }>(listNames, row.id).map(({ architecture }) => brand(architecture)),
          values: allRows<{ cell_values: Uint8Array }>(listCells, row.id).map(({ cell_values }) =>
            readCells(cell_values, row.architectures),
          ),
        };
      }),
    layers: (name) =>
      database.read(() => {
        const row = firstRow<{ networks: string }>(findLayers, find(name).id);
        return row ? (JSON.parse(row.networks) as unknown[]).map((json) => layeredNetworkFromJson(new PredictorFields(json))) : [];
      }),
    version: (name) => database.read(() => versionOf(find(name))),
    rename: (name, next) =>
      database.write(() => {
        find(name);
        requireFree(next);
        renameTable(name, next);
        if (firstRow<TableRow>(findTable, energyTable(name)) === undefined) return;
        requireFree(energyTable(next));
        renameTable(energyTable(name), energyTable(next));
      }),
    remove: (name) =>
      database.write(() => {
        find(name);
        deleteTable.run(name);
      }),
  };
}

function versionOf(row: TableRow): string {
  return `${row.id}.${row.revision}`;
}

/** One value a row; null where nothing was measured. */
function readCells(stored: Uint8Array, architectures: number): (number | null)[] {
  const values: (number | null)[] = unpackFloats(stored).map((value) => (Number.isNaN(value) ? null : value));
  while (values.length < architectures) values.push(null);
  return values;
}

function toColumn({ name, measured, origin, conditions }: ColumnRow): TableColumn {
  return { name, measured, origin, conditions: conditions === null ? null : parseConditionKey(conditions) };
}
