import type { Board, BoardStore } from '../core/board.ts';
import { brand, type DeviceId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import { allRows, type Database } from './database.ts';

interface BoardRow {
  id: string;
  name: string;
  model: string | null;
  user: string;
  host: string;
  port: number;
  key_file: string | null;
  added_at_ms: number;
}

export function boardRepository(database: Database): BoardStore {
  const insert = database.prepare(
    `insert into board (id, name, model, user, host, port, key_file, added_at_ms) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
  );
  const list = database.prepare('select id, name, model, user, host, port, key_file, added_at_ms from board order by sequence');
  const remove = database.prepare('delete from board where id = ?');

  return {
    list: () => database.read(() => allRows<BoardRow>(list).map(toBoard)),
    add: ({ id, name, model, user, host, port, keyFile, addedAtMs }) =>
      database.write(() => {
        if (insert.run(id, name, model, user, host, port, keyFile, addedAtMs).changes === 1) return;
        throw new LabError({
          code: 'already-exists',
          message: `There is a device “${id}” in this lab already.`,
          remedy: 'Remove it first.',
        });
      }),
    remove: (id) =>
      database.write(() => {
        if (remove.run(id).changes === 1) return;
        throw new LabError({
          code: 'not-found',
          message: `There is no board “${id}” in this lab.`,
          remedy: 'Only boards that were added can be removed.',
        });
      }),
  };
}

function toBoard({ id, key_file: keyFile, added_at_ms: addedAtMs, ...rest }: BoardRow): Board {
  return { ...rest, id: brand<DeviceId>(id), keyFile, addedAtMs };
}
