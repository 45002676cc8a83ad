import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../../main/core/rng.ts';
import { runToEnd } from '../../../../main/core/run-to-end.ts';
import { optimizerInputs } from '../../../../main/core/search/neural/neural-optimizer.ts';
import { trainNeuralOptimizer } from '../../../../main/core/search/neural/train-neural-optimizer.ts';
import { nasBench201 } from '../../../../main/core/spaces/nas-bench-201.ts';
import { spearman } from '../../../../main/core/stats/spearman.ts';

const architectures = [...nasBench201.enumerate!()];
/** Each operator takes the device's time, wherever it stands; the more time it takes on the first device, the better it is. */
const device = (operatorMs: readonly number[]) =>
  Float64Array.from(architectures, (choices) => 3 + choices.reduce((sum, choice) => sum + operatorMs[choice]!, 0));
const devices = [device([0, 0.2, 1, 2, 1.2]), device([0, 0.3, 0.6, 2.5, 0.5]), device([0, 0.1, 1.5, 1.7, 2])];
const unknown = device([0, 0.2, 1.1, 2.2, 0.9]);
const worth = [0, 1, 3, 5, 1.5];
const scores = Float64Array.from(architectures, (choices) => choices.reduce((sum, choice) => sum + worth[choice]!, 0));
const rows = new Map(architectures.map((one, row) => [nasBench201.print(one), row]));
const signature = createRng(3).sampleWithout(architectures.length, 8);
const optimizer = runToEnd(
  trainNeuralOptimizer({ space: nasBench201, architectures, devices, scores, signature, rng: createRng(4), steps: 600, questions: 600 }),
);
const values = (of: Float64Array) => (asked: readonly (readonly number[])[]) =>
  Float64Array.from(asked, (one) => of[rows.get(nasBench201.print(one))!]!);
const judges = { latencyMs: values(unknown), score: values(scores) };
const signatureMs = Float64Array.from(signature, (row) => unknown[row]!);

test('on a device that it has not seen it answers nearly the best within the limit, and never beyond it', () => {
  for (const limitMs of [5, 7, 9, 11, 13]) {
    const answer = optimizer.answer({ signatureMs, limitMs, weight: 0 }, judges);
    const row = rows.get(nasBench201.print(answer!))!;
    const best = scores.reduce((most, score, i) => (unknown[i]! <= limitMs ? Math.max(most, score) : most), 0);
    assert.ok(unknown[row]! <= limitMs);
    assert.ok(scores[row]! >= 0.85 * best, `${limitMs} ms: ${scores[row]} of ${best}`);
  }
  assert.equal(optimizer.answer({ signatureMs, limitMs: 0.1, weight: 0 }, judges), null);
});

test('its first proposals are slower where the limit is larger', () => {
  const limits = [4, 6, 8, 10, 12, 14];
  const proposed = limits.map((limitMs) => values(unknown)(optimizer.propose({ signatureMs, limitMs, weight: 0 }, 20)));
  const means = proposed.map((latencies) => latencies.reduce((sum, value) => sum + value / latencies.length, 0));
  assert.ok(spearman(limits, means)! > 0.9, means.join(' '));
});

test('a device that is slower by a factor is the same device', () => {
  const inputs = optimizerInputs({ signatureMs, limitMs: 7, weight: 2 });
  const slower = optimizerInputs({ signatureMs: signatureMs.map((value) => 4 * value), limitMs: 28, weight: 2 });
  inputs.forEach((value, i) => assert.ok(Math.abs(value - slower[i]!) < 1e-12));
});
