import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadBetween, parseProcessorTimes } from '../../../main/devices/profile/processor-times.ts';

test('busy time is all but idle and waiting; guest time is not counted twice', () => {
  const times = parseProcessorTimes('cpu  11120 0 6436 182822 983 0 135 232 500 0\ncpu0 4642 0 2745 93235 63 0 22 115 0 0\n');
  assert.deepEqual(times, { busy: 11_120 + 6436 + 135 + 232, total: 11_120 + 6436 + 182_822 + 983 + 135 + 232 });
});

test('load between two readings', () => {
  assert.equal(loadBetween({ busy: 100, total: 1000 }, { busy: 150, total: 1200 }), 0.25);
  assert.equal(loadBetween(null, { busy: 1, total: 2 }), null, 'the first reading has nothing to compare with');
  assert.equal(loadBetween({ busy: 1, total: 2 }, { busy: 1, total: 2 }), null);
});

test('anything else is unknown', () => {
  for (const text of ['', 'cpu', 'cpu  1 2 3', 'intr 1 2 3 4']) assert.equal(parseProcessorTimes(text), null, text);
});
