import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecentResults } from '../../main/services/recent-results.ts';

test('keeps the last results, not the oldest, and no failures', async () => {
  const results = new RecentResults<number>(2);
  const worked: string[] = [];
  const ask = (key: string, value: number) =>
    results.get(key, () => {
      worked.push(key);
      return Promise.resolve(value);
    });
  await assert.rejects(
    results.get('a', () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(await ask('a', 1), 1);
  assert.equal(await ask('b', 2), 2);
  assert.equal(await ask('a', 9), 1);
  assert.equal(await ask('c', 3), 3);
  assert.equal(await ask('a', 9), 1);
  assert.equal(await ask('b', 4), 4);
  assert.deepEqual(worked, ['a', 'b', 'c', 'b']);
});
