import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SearchTruth } from '../../../main/core/evaluation/search-truth.ts';

// 101 architectures, the slower the more accurate: limits are the 10th … 90th percentile.
const latencyMs = Float64Array.from({ length: 101 }, (_, i) => 10 + i);
const accuracy = latencyMs.map((value) => 50 + value / 4);
const truth = new SearchTruth(latencyMs, accuracy);
const exact = truth.limitsMs.map((limit) => latencyMs.findLastIndex((value) => value <= limit));

test('ten limits between the 10th and the 90th percentile', () => {
  assert.equal(truth.limitsMs.length, 10);
  assert.equal(truth.limitsMs[0], 20);
  assert.equal(truth.limitsMs[9], 100);
});

test('the exact picks and front have full scores', () => {
  assert.deepEqual(truth.score(exact, truth.frontOf(latencyMs)), { hypervolumeRatio: 1, match: 1, infeasible: 0, lossPp: 0 });
});

test('picks up to 5 % beyond their limit count as within, and are no gain; beyond they are infeasible, as where there is none', () => {
  const slower = exact.map((row, l) => latencyMs.findLastIndex((value) => value <= 1.05 * truth.limitsMs[l]!) ?? row);
  assert.deepEqual(truth.score(slower, []), { hypervolumeRatio: 0, match: 1, infeasible: 0, lossPp: 0 });
  const tooSlow = slower.map((row) => row + 1);
  assert.deepEqual(truth.score(tooSlow, []), { hypervolumeRatio: 0, match: 0, infeasible: 1, lossPp: null });
  assert.equal(truth.score([null, ...exact.slice(1)], []).infeasible, 0.1);
});

test('picks that lack more than half a percentage point do not match, and their loss is counted', () => {
  const { match, infeasible, lossPp } = truth.score([exact[0]! - 3, ...exact.slice(1)], []);
  assert.equal(match, 0.9);
  assert.equal(infeasible, 0);
  assert.ok(Math.abs(lossPp! - 0.075) < 1e-12);
});

test('hypervolume is in log latency, from the slowest of the true front and one point below the best at the first limit', () => {
  const { hypervolumeRatio } = truth.score(exact, [10, 100]);
  const [slow, floor] = [Math.log(110), 54];
  const area = (rows: readonly number[]) => {
    let [sum, reached] = [0, floor];
    for (const row of rows) {
      if (accuracy[row]! <= reached) continue;
      sum += (slow - Math.log(latencyMs[row]!)) * (accuracy[row]! - reached);
      reached = accuracy[row]!;
    }
    return sum;
  };
  assert.ok(Math.abs(hypervolumeRatio! - area([10, 100]) / area([...latencyMs.keys()])) < 1e-12);
});

test('architectures without an accuracy or a latency are no part of it', () => {
  const partial = new SearchTruth(Float64Array.of(1, 2, NaN, 4), Float64Array.of(90, NaN, 92, 93));
  assert.deepEqual(partial.rows, [0, 3]);
});
