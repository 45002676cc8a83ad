import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CostModelScores, DevicePredictions } from '../../preload/contract/cost-model.ts';
import { bandPoints } from '../../renderer/pages/cost-model/band-points.ts';
import { costAnswer, intervalVerdict } from '../../renderer/pages/cost-model/cost-answer.ts';

const scores = (mape: number, coverage: number | null = null): CostModelScores => {
  return { r2: 0.9, rmseMs: 1, mape, r2PerDevice: 0.9, spearmanPerDevice: 0.9, coverage };
};
const network = (measuredMs: number | null, lowMs: number | null = 9) => {
  return { network: 'n', latencyMs: 10, lowMs, highMs: lowMs === null ? null : 11, scalarMs: 10, measuredMs };
};
const device: DevicePredictions = {
  modelId: 'm',
  table: 't',
  device: 'phone',
  level: 0.9,
  trainingDevices: 80,
  relation: 'left-out',
  signature: Array.from({ length: 10 }, (_, i) => ({ network: `s${i}`, measuredMs: 1 })),
  networks: [network(10), network(10)],
  scores: { networks: 2, model: scores(0.028), scalar: scores(0.046) },
  conditions: null,
};
const heldOut = { devices: 20, folds: 8, model: scores(0.05, 0.9), scalar: scores(0.08) };

test('the answer is the error on the device beside the scalar’s; where the scalar wins it says so', () => {
  const won = costAnswer({ heldOut }, device);
  assert.deepEqual(
    [won.tone, won.sentence, won.explanation],
    [
      'ok',
      'Ten measurements predict the other 2 networks, mean error 2.8 %.',
      'Learned from 80 other devices. One scalar for the device gives 4.6 %, so the model is worth it.',
    ],
  );
  const lost = costAnswer({ heldOut }, { ...device, scores: { networks: 2, model: scores(0.05), scalar: scores(0.046) } });
  assert.equal(lost.tone, 'adapt');
  assert.match(lost.sentence, /^One scalar for the device predicts as well: mean error 4\.6 %/);
});

test('without checks on the device the devices that were left out speak; without these nobody does', () => {
  const unchecked = { ...device, scores: null, networks: [network(null)] };
  assert.match(costAnswer({ heldOut }, unchecked).sentence, /the other 1 network, mean error 5\.0 % on 20 devices left out\.$/);
  const unknown = costAnswer({ heldOut: null }, unchecked);
  assert.equal(unknown.tone, 'unknown');
  assert.match(unknown.sentence, /how well is not known yet/);
  const inside = costAnswer({ heldOut: null }, { ...unchecked, relation: 'trained-on' });
  assert.match(inside.explanation, /this one among them.*could not be left out/);
});

test('a signature set that is measured in part, or not at all, is told', () => {
  const part = device.signature.map((one, i) => (i < 7 ? one : { ...one, measuredMs: null }));
  assert.match(costAnswer({ heldOut }, { ...device, signature: part }).explanation, /with 7 of 10 signature networks measured/);
  const none = part.map((one) => ({ ...one, measuredMs: null }));
  assert.match(
    costAnswer({ heldOut }, { ...device, signature: none, networks: [] }).sentence,
    /^Nothing of the signature set is measured on phone/,
  );
});

test('intervals are judged by what was checked', () => {
  const verdict = (networks: DevicePredictions['networks'], relation: DevicePredictions['relation'] = 'left-out') =>
    intervalVerdict({ level: 0.9, networks, relation }, { heldOut });
  assert.equal(verdict([network(10), network(null)]), 'The 90 % intervals held all 1 network checked so far.');
  assert.equal(verdict([network(10), network(20)]), 'The 90 % intervals held 1 of 2 networks checked so far, 50 %.');
  assert.match(verdict(Array.from({ length: 20 }, () => network(10))), /too wide rather than too narrow/);
  assert.match(verdict(Array.from({ length: 20 }, (_, i) => network(i < 10 ? 10 : 20))), /too narrow on this device/);
  assert.match(verdict([network(null)]), /not checked on this device yet\. On 20 devices left out, they held 90 %/);
  assert.match(verdict([network(10)], 'trained-on'), /not checked/);
  assert.match(verdict([network(10, null)]), /states no intervals/);
});

test('a curve is the median of its folds with the range from 10 to 90 %', () => {
  const of = (values: number[]) => ({ mape: values, r2: [] });
  const curve = [{ size: 3, model: of([3, 1, 2, 5, 4, 6, 7, 8, 9, 10, 11]), scalar: of([1]) }];
  assert.deepEqual(bandPoints(curve, ({ model }) => model.mape, 100), [{ at: 3, middle: 600, low: 200, high: 1000 }]); // prettier-ignore
  assert.deepEqual(
    bandPoints(curve, ({ model }) => model.r2),
    [],
  );
});
