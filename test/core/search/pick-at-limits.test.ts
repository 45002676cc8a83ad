import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import type { LatencyBelief } from '../../../main/core/search/latency-belief.ts';
import { type PickQuestion, pickAtLimits } from '../../../main/core/search/pick-at-limits.ts';

/** Rows with independent errors. */
function belief(latencyMs: readonly number[], deviationMs: readonly number[] | null, measured: readonly number[] = []): LatencyBelief {
  const errors = deviationMs && {
    deviationMs: Float64Array.from(deviationMs),
    covariance(rows: readonly number[]) {
      const data = new Float64Array(rows.length ** 2);
      rows.forEach((row, i) => (data[i * rows.length + i] = deviationMs[row]! ** 2));
      return { rows: rows.length, cols: rows.length, data };
    },
  };
  return { latencyMs: Float64Array.from(latencyMs), measured: new Set(measured), errors };
}

const ask = (known: LatencyBelief, scores: readonly number[], limitsMs: readonly number[], more: Partial<PickQuestion> = {}) =>
  pickAtLimits({
    belief: known,
    scores: Float64Array.from(scores),
    limitsMs,
    tolerance: 0.05,
    overrunLoss: 3,
    rng: createRng(1),
    ...more,
  });

test('without errors: the highest score that is predicted to keep the limit, null where none does', () => {
  const { picks, worthMeasuring } = ask(belief([1, 2, 3], null, [1]), [90, 91, 92], [0.5, 1, 2.5, 3]);
  assert.deepEqual(picks, [null, 0, 1, 2]);
  assert.deepEqual(worthMeasuring(10), [0, 2]);
});

test('architectures without a score are no candidates', () => {
  assert.deepEqual(ask(belief([1, 2], null), [90, NaN], [3]).picks, [0]);
});

test('a sure pick is better than a slightly more accurate one that may be too slow, a much better one is worth the risk', () => {
  const known = belief([10, 9.9], [0.01, 2], [0]);
  assert.deepEqual(ask(known, [90, 90.2], [10]).picks, [0]);
  assert.deepEqual(ask(known, [90, 99], [10]).picks, [1]);
});

test('what is measured beyond a limit is never picked there', () => {
  assert.deepEqual(ask(belief([10.6, 9], [1, 1], [0]), [95, 90], [10]).picks, [1]);
  assert.deepEqual(ask(belief([10.6], [1], [0]), [95], [10]).picks, [null]);
});

test('measuring is worth it where the pick is not sure, and never twice; the same question has the same answer', () => {
  const known = belief([5, 9.9, 10.1, 30], [0.1, 1, 1, 1], [0]);
  const first = ask(known, [80, 90, 90.1, 99], [10]);
  const proposed = first.worthMeasuring(10);
  assert.deepEqual(
    proposed.toSorted((a, b) => a - b),
    [1, 2],
  );
  assert.deepEqual(ask(known, [80, 90, 90.1, 99], [10]).worthMeasuring(10), proposed);
  assert.deepEqual(first.worthMeasuring(1), proposed.slice(0, 1));
  assert.deepEqual(ask(belief([5, 9], [1, 1], [0, 1]), [80, 90], [10]).worthMeasuring(5), []);
});

test('errors that are common to all are not taken for independent ones', () => {
  // Two equally good candidates whose errors are the same: measuring one tells of both, so that the other one is hardly worth measuring.
  const common: LatencyBelief = {
    latencyMs: Float64Array.of(10, 10, 2),
    measured: new Set([2]),
    errors: {
      deviationMs: Float64Array.of(1, 1, 0),
      covariance: (rows) => ({ rows: rows.length, cols: rows.length, data: new Float64Array(rows.length ** 2).fill(1) }),
    },
  };
  assert.equal(ask(common, [90, 90, 88], [10]).worthMeasuring(2).length, 1);
});
