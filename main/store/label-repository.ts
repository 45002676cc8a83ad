import { allRows, type Database, firstRow } from './database.ts';

export type LabelledKind = 'table' | 'profile' | 'model' | 'cost-model' | 'search' | 'campaign';

/** What a person calls something that the lab keeps, and how it is grouped. */
export interface Label {
  readonly kind: LabelledKind;
  readonly id: string;
  /** null: it goes by what it is. */
  readonly name: string | null;
  readonly tags: readonly string[];
}

/** Labels by what they are on; everything has one, an empty one until a person says more. */
export interface LabelRepository {
  /** Those that say anything. */
  list(): readonly Label[];
  get(kind: LabelledKind, id: string): Label;
  /** An empty label is forgotten. */
  put(label: Label): void;
}

interface LabelRow {
  kind: LabelledKind;
  id: string;
  name: string | null;
  tags: string;
}

export function labelRepository(database: Database): LabelRepository {
  const list = database.prepare('select kind, id, name, tags from label order by kind, id');
  const find = database.prepare('select kind, id, name, tags from label where kind = ? and id = ?');
  const put = database.prepare(
    'insert into label (kind, id, name, tags) values (?, ?, ?, ?) on conflict (kind, id) do update set name = excluded.name, tags = excluded.tags',
  );
  const remove = database.prepare('delete from label where kind = ? and id = ?');

  return {
    list: () => database.read(() => allRows<LabelRow>(list).map(toLabel)),
    get: (kind, id) =>
      database.read(() => {
        const row = firstRow<LabelRow>(find, kind, id);
        return row ? toLabel(row) : { kind, id, name: null, tags: [] };
      }),
    put: ({ kind, id, name, tags }) =>
      database.write(() => {
        if (name === null && tags.length === 0) remove.run(kind, id);
        else put.run(kind, id, name, JSON.stringify(tags));
      }),
  };
}

function toLabel({ kind, id, name, tags }: LabelRow): Label {
  return { kind, id, name, tags: JSON.parse(tags) as string[] };
}
