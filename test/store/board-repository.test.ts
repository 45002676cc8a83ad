import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Board } from '../../main/core/board.ts';
import { brand } from '../../main/core/brand.ts';
import { isLabError } from '../../main/core/lab-error.ts';
import { openStore } from '../../main/store/open-store.ts';
import { scratchFolder } from '../helpers/command-line.ts';

test('boards are kept in the order in which they were added', (context) => {
  const folder = scratchFolder(context);
  const first: Board = { id: brand('z'), name: 'Z', model: null, user: 'u', host: 'h', port: 22, keyFile: null, addedAtMs: 1 };
  const second: Board = { ...first, id: brand('a'), model: 'Orin', keyFile: '/key', port: 2222 };
  const store = openStore(folder, { holder: 'test' });
  store.boards.add(first);
  store.boards.add(second);
  assert.throws(
    () => store.boards.add(first),
    (error) => isLabError(error, 'already-exists'),
  );
  store.close();
  const again = openStore(folder, { holder: 'test' });
  assert.deepEqual(again.boards.list(), [first, second]);
  again.boards.remove(first.id);
  assert.throws(
    () => again.boards.remove(first.id),
    (error) => isLabError(error, 'not-found'),
  );
  assert.deepEqual(again.boards.list(), [second]);
  again.close();
});
