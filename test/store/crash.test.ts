import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from '../../main/store/open-store.ts';
import { temporaryFolder } from './fixtures.ts';
import { importedRows, killDuringImport } from './store-process.ts';

test('kill -9 in the middle of an import leaves whole tables only', async (context) => {
  for (const delayMs of [5, 20, 40, 70]) {
    const folder = temporaryFolder(context);
    await killDuringImport(folder, delayMs);
    const store = openStore(folder);
    const tables = store.tables.list();
    assert.ok(tables.length >= 2, 'what was committed is there');
    for (const { name } of tables) {
      const { names, values } = store.tables.get(name);
      assert.equal(names.length, importedRows);
      assert.ok(values.every((column) => column.every((value) => value !== null)));
    }
    store.close();
  }
});
