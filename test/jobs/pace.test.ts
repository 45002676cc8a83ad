import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pace } from '../../main/jobs/pace.ts';

test('what is left follows from what was done, and is not told too early', () => {
  const pace = new Pace();
  assert.equal(pace.etaSeconds(0, 100, 0), null);
  assert.equal(pace.etaSeconds(10, 100, 1000), null, 'a second says little');
  assert.equal(pace.etaSeconds(20, 100, 4000), 16);
  assert.equal(pace.etaSeconds(100, 100, 20_000), 0);
});

test('another count, or one that begins again, has a pace of its own', () => {
  const pace = new Pace();
  pace.etaSeconds(0, 10, 0);
  assert.equal(pace.etaSeconds(5, 10, 5000), 5);
  assert.equal(pace.etaSeconds(1, 10, 6000), null);
  assert.equal(pace.etaSeconds(2, 10, 9000), 24);
  assert.equal(pace.etaSeconds(2, 50, 12_000), null);
  assert.equal(pace.etaSeconds(2, 50, 15_000), null, 'nothing was done meanwhile');
});
