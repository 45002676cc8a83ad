import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotScoredYet } from '../../main/core/accuracy/accuracy-source.ts';
import { naswot } from '../../main/core/accuracy/training-free/naswot.ts';
import { TrainingFreeSource } from '../../main/core/accuracy/training-free/training-free-source.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { onnxForwardPass } from '../../main/runtime/onnx-forward-pass.ts';

const cell = (operator: string) =>
  nasBench201.parse(`|${operator}~0|+|${operator}~0|${operator}~1|+|${operator}~0|${operator}~1|${operator}~2|`);
const preparation = { report: () => {}, throwIfCancelled: () => {} };

test('real forward passes: the same network has the same score, and one that tells more inputs apart a higher one', async () => {
  const scores: number[] = [];
  for (const operator of ['nor_conv_3x3', 'nor_conv_3x3', 'skip_connect'])
    scores.push(await naswot(nasBench201.network(cell(operator), { resolution: 8 }), onnxForwardPass));
  assert.equal(scores[0], scores[1]);
  assert.ok(Number.isFinite(scores[2]) && scores[0]! > scores[2]!, scores.join(', '));
});

test('scores have to be prepared, are worked out once a network, and never pass for accuracies', async () => {
  let passes = 0;
  const counted = { run: (...args: Parameters<typeof onnxForwardPass.run>) => (passes++, fakeGram(...args)) };
  const source = new TrainingFreeSource(counted);
  const [best, none] = [cell('nor_conv_3x3'), cell('none')];
  assert.throws(() => source.score(nasBench201, [best]), NotScoredYet);
  await source.prepare(nasBench201, [best, none], preparation);
  const [high, low] = source.score(nasBench201, [best, none]);
  assert.ok(high! > low! && Number.isFinite(low));
  const before = passes;
  await source.prepare(nasBench201, [best, none, best], preparation);
  assert.equal(passes, before);
  assert.equal(source.measured, false);
  assert.match(source.statement, /not an accuracy/);
});

/** Inputs are told apart the better, the larger the file. */
function fakeGram(model: Uint8Array, _input: Float32Array, [n = 0]: readonly number[]): Promise<Float32Array> {
  const alike = 1e6 / (1e6 + model.length);
  return Promise.resolve(Float32Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1000 : 500 * alike)));
}
