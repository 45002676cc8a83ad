import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brand } from '../../main/core/brand.ts';
import { isLabError } from '../../main/core/lab-error.ts';
import { openStore } from '../../main/store/open-store.ts';
import { temporaryFolder } from './fixtures.ts';

test('profiles are put, listed by name, replaced, read after reopening and removed', (context) => {
  const folder = temporaryFolder(context);
  const own = { id: brand<never>('b'), deviceId: brand<never>('local'), name: 'Zebra', about: { kind: 'local' }, changedAtMs: 1 };
  const imported = { id: brand<never>('a'), deviceId: null, name: 'Ant', about: null, changedAtMs: 2 };
  const first = openStore(folder);
  first.profiles.put(own, { old: true });
  first.profiles.put(imported, { sets: [] });
  first.profiles.put({ ...own, changedAtMs: 3 }, { hardware: 1 / 3 });
  first.close();
  const store = openStore(folder);
  context.after(() => store.close());
  assert.deepEqual(store.profiles.list(), [imported, { ...own, changedAtMs: 3 }]);
  assert.deepEqual(store.profiles.document(own.id), { hardware: 1 / 3 });
  assert.deepEqual([store.profiles.ofDevice(own.deviceId)?.id, store.profiles.ofDevice(brand('phone'))], ['b', null]);
  store.profiles.remove(imported.id);
  for (const work of [() => store.profiles.remove(imported.id), () => store.profiles.document(imported.id)])
    assert.throws(work, (error) => isLabError(error, 'not-found'));
});
