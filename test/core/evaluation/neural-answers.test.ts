import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neuralAnswers } from '../../../main/core/evaluation/neural-answers.ts';
import { createRng } from '../../../main/core/rng.ts';
import { transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import { cells, device } from '../transfer/synthetic-devices.ts';

const all = cells(400);
const problem = transferProblem(all, [device(all, 'a'), device(all, 'b')]);
const latencyMs = device(all, 'c').latencyMs;
const scores = Float64Array.from(latencyMs, (value, row) => (row % 5 === 0 ? NaN : Math.sqrt(value)));
const measured = new Set(Array.from({ length: 12 }, (_, i) => 9 * i));
const slowest = latencyMs.reduce((most, value) => Math.max(most, value), 0);

test('answers are candidates within their limits; what nothing keeps is not answered', () => {
  const limitsMs = [0.01, 0.6 * slowest, slowest];
  const belief = { latencyMs, measured, errors: null };
  const training = { steps: 500, questions: 500 };
  const { picks, front } = neuralAnswers({ problem, belief, scores, limitsMs, rng: createRng(1), training });
  assert.equal(picks[0], null);
  assert.ok(picks[2] !== null && front.length > 0);
  picks.forEach((row, l) => assert.ok(row === null || (latencyMs[row]! <= limitsMs[l]! && !Number.isNaN(scores[row]!))));
  assert.ok(front.every((row) => !Number.isNaN(scores[row]!)));
});
