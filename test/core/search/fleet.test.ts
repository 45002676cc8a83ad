import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { Fleet } from '../../../main/core/search/fleet.ts';
import { cells, device } from '../transfer/synthetic-devices.ts';

const all = cells(120);
const proxy = device(all, 'proxy', 'choices', 0.02);
const other = device(all, 'other', 'live choices', 0.02).latencyMs;
const fleet = () => new Fleet(all, proxy, { samples: 12, seed: 3 });

test('uses no more measurements than it may; the others judge', () => {
  const { samples, belief, heldOut, srccProxy } = fleet().learn('other', other);
  assert.equal(samples.length, 12);
  assert.deepEqual(belief.measured, new Set(samples));
  for (const row of samples) assert.equal(belief.latencyMs[row], other[row]);
  assert.equal(heldOut!.rows, all.candidates.length - 12);
  assert.ok(heldOut!.predicted! > heldOut!.proxy! && heldOut!.predicted! > 0.9, JSON.stringify(heldOut));
  assert.ok(srccProxy! > 0 && srccProxy! < 1);
});

test('what is not shown does not matter: the same samples give the same latencies', () => {
  const before = fleet().learn('other', other);
  const shown = new Set(before.samples);
  const few = other.map((value, row) => (shown.has(row) ? value : NaN));
  const after = fleet().learn('other', few);
  assert.deepEqual(new Set(after.samples), shown);
  assert.equal(after.heldOut, null);
  after.belief.latencyMs.forEach((value, row) => assert.ok(Math.abs(value / before.belief.latencyMs[row]! - 1) < 0.05));
});

test('a device learned after others is learned as if it were alone', () => {
  const together = fleet();
  together.learn('proxy’s twin', proxy.latencyMs);
  assert.deepEqual(together.learn('other', other).belief.latencyMs, fleet().learn('other', other).belief.latencyMs);
});

test('a device that is hardly measured is refused by name', () => {
  const two = other.map((value, row) => (all.candidates.indexOf(row) >= 0 && all.candidates.indexOf(row) < 2 ? value : NaN));
  assert.throws(
    () => fleet().learn('new', two),
    (error) => isLabError(error, 'invalid-input') && /“new” has 2 measurements/.test(error.message),
  );
});
