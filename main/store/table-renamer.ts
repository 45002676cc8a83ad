import type { Database } from './database.ts';

/** Gives a table, which is there, another name, which is free, and changes it wherever the table is named. Belongs into a transaction of the caller. */
export function tableRenamer(database: Database): (name: string, next: string) => void {
  const statements = [
    'update architecture_table set name = :next where name = :name',
    `update campaign set table_name = :next, spec = json_set(spec, '$.table', :next) where table_name = :name`,
    ...['model', 'cost_model', 'search'].map(
      (document) => `update ${document} set summary = json_set(summary, '$.table', :next) where summary ->> '$.table' = :name`,
    ),
    `update search set summary = json_set(summary, '$.accuracy.table', :next) where summary ->> '$.accuracy.table' = :name`,
    `update label set id = :next where kind = 'table' and id = :name`,
  ].map((sql) => database.prepare(sql));
  return (name, next) => {
    for (const statement of statements) statement.run({ name, next });
  };
}
