import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planFolds, wellMeasuredDevices } from '../../../../main/core/cost-model/held-out/plan-folds.ts';
import { predictHeldOut, scoreHeldOut } from '../../../../main/core/cost-model/held-out/predict-held-out.ts';
import { createRng } from '../../../../main/core/rng.ts';
import { runToEnd } from '../../../../main/core/run-to-end.ts';
import { syntheticLatencies, syntheticNetworks } from '../synthetic-devices.ts';

test('folds hold every device out once, and no group stands on both sides', () => {
  const groups = ['a', 'a', 'b', 'c', 'c', 'c', 'd', 'e'];
  const devices = [0, 1, 2, 3, 4, 5, 7];
  for (const most of [2, 3, 10]) {
    const folds = planFolds(devices, groups, most, createRng(1));
    assert.equal(folds.length, Math.min(most, 4));
    assert.deepEqual(
      folds.flatMap(({ heldOut }) => heldOut).sort((a, b) => a - b),
      devices,
    );
    for (const { heldOut, training } of folds) {
      assert.deepEqual(
        [...heldOut, ...training].sort((a, b) => a - b),
        devices,
      );
      assert.ok(heldOut.every((out) => training.every((device) => groups[device] !== groups[out])));
    }
  }
  assert.deepEqual(planFolds([0, 1], groups, 8, createRng(1)), []);
});

test('devices that have measured little are to be predicted, not learnt from', () => {
  const row = (measured: number) => Float64Array.from({ length: 10 }, (_, i) => (i < measured ? 1 : NaN));
  assert.deepEqual(wellMeasuredDevices([row(10), row(5), row(4), row(0)]), [0, 1]);
  assert.deepEqual(wellMeasuredDevices([row(0)]), []);
});

test('what is predicted on a device does not depend on what it measured beside its signature', () => {
  const networks = syntheticNetworks(24);
  const latencyMs = syntheticLatencies(networks, 8);
  const table = { devices: latencyMs.map((_, i) => `phone ${i}`), networks, latencyMs, groups: latencyMs.map((_, i) => `${i}`) };
  const options = { method: 'gaussian', select: 'greedy', signatureSize: 4 } as const;
  const fold = { heldOut: [2], training: [0, 1, 3, 4, 5, 6, 7] };
  const [device] = runToEnd(predictHeldOut(table, fold, options, 1));
  const changed = latencyMs.map((values, i) => values.map((ms, network) => (i === 2 && !device!.signature.includes(network) ? NaN : ms)));
  const [again] = runToEnd(predictHeldOut({ ...table, latencyMs: changed }, fold, options, 1));
  assert.deepEqual(again, device);
  const scores = scoreHeldOut([device!], latencyMs)!;
  assert.ok(scores.model.mape < scores.scalar.mape, `${scores.model.mape} against ${scores.scalar.mape}`);
  assert.equal(scoreHeldOut([device!], changed), null);
  const silent = latencyMs.map((values, i) => (i === 2 ? values.map(() => NaN) : values));
  assert.deepEqual(runToEnd(predictHeldOut({ ...table, latencyMs: silent }, fold, options, 1)), []);
});
