import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DistinctNames } from '../../main/formats/distinct-names.ts';

test('keeps names in order and tells where the same one stands', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { maxLength: 400 }), (added) => {
      const names = new DistinctNames<string>();
      const expected: string[] = [];
      for (const name of added) {
        const known = expected.indexOf(name);
        assert.equal(names.add(name), known < 0 ? undefined : known);
        if (known < 0) expected.push(name);
      }
      assert.deepEqual([...names], expected);
      assert.equal(names.size, expected.length);
      assert.equal(names.byteLength, Buffer.byteLength(expected.join('')));
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('a hundred thousand names stay apart', () => {
  const names = new DistinctNames<string>();
  for (let index = 0; index < 100_000; index++) assert.equal(names.add(`name ${index}`), undefined);
  for (let index = 0; index < 100_000; index += 997) assert.equal(names.add(`name ${index}`), index);
  assert.equal(names.size, 100_000);
});
