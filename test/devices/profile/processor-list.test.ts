import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatProcessorList, parseProcessorList } from '../../../main/devices/profile/processor-list.ts';

test('reads the list forms of the kernel', () => {
  assert.deepEqual(parseProcessorList('0-3,8\n'), [0, 1, 2, 3, 8]);
  assert.deepEqual(parseProcessorList('0'), [0]);
  assert.deepEqual(parseProcessorList('0 1 2 3'), [0, 1, 2, 3], 'related_cpus separates by spaces');
});

test('what is not a list is empty, not an error', () => {
  for (const text of ['', '\n', 'all', '3-1', '0-', '99999', '0-3;4']) assert.deepEqual(parseProcessorList(text), [], JSON.stringify(text));
});

test('the printed form is read back', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1 }), (processors) => {
      const rising = processors.sort((a, b) => a - b);
      assert.deepEqual(parseProcessorList(formatProcessorList(rising)), rising);
    }),
    { seed: 1 },
  );
  assert.equal(formatProcessorList([0, 1, 2, 5, 7, 8]), '0-2,5,7-8');
});
