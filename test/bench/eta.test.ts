import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remainingMs } from '../../main/bench/eta.ts';

test('turns to come at the present pace', () => {
  assert.equal(remainingMs([], 10), null);
  assert.equal(remainingMs([], 0), 0);
  assert.equal(remainingMs([1000, 3000], 10), 20_000);
});

test('the pace is that of the latest turns', () => {
  assert.equal(remainingMs([...Array.from({ length: 100 }, () => 9000), ...Array.from({ length: 50 }, () => 1000)], 2), 2000);
});
