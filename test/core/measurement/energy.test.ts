import assert from 'node:assert/strict';
import { test } from 'node:test';
import { energyPerRunMj, idlePowerMw, integratePowerMj, type PowerSample } from '../../../main/core/measurement/energy.ts';
import { closeTo } from '../../helpers/close-to.ts';

/** Synthetic: power at times that are given in ms. */
function trace(power: (atMs: number) => number, fromMs: number, toMs: number, stepMs: number): PowerSample[] {
  return Array.from({ length: Math.floor((toMs - fromMs) / stepMs) + 1 }, (_, index) => fromMs + index * stepMs).map((atMs) => ({
    atMs,
    powerMw: power(atMs),
  }));
}

test('the integral of a straight line is exact, wherever the span begins and ends', () => {
  const samples = trace((atMs) => 1000 + 2 * atMs, 0, 5000, 97);
  for (const [fromMs, toMs] of [
    [0, 4000],
    [13, 2507],
    [970, 1455.5],
  ] as const) {
    const exactMj = (1000 * (toMs - fromMs) + (toMs ** 2 - fromMs ** 2)) / 1000;
    closeTo(integratePowerMj(samples, { fromMs, toMs }) ?? NaN, exactMj, 1e-9);
  }
});

test('a span that the samples do not cover has no energy', () => {
  const samples = trace(() => 5000, 1000, 3000, 100);
  assert.equal(integratePowerMj(samples, { fromMs: 500, toMs: 2000 }), null, 'begins before');
  assert.equal(integratePowerMj(samples, { fromMs: 2000, toMs: 3500 }), null, 'ends after');
  assert.equal(integratePowerMj(samples, { fromMs: 2000, toMs: 2100 }), null, 'too few samples');
  assert.equal(
    integratePowerMj(
      samples.filter(({ atMs }) => atMs < 1500 || atMs > 2700),
      { fromMs: 1000, toMs: 3000 },
    ),
    null,
    'a gap',
  );
  assert.equal(integratePowerMj([], { fromMs: 0, toMs: 1 }), null);
  assert.equal(integratePowerMj(samples, { fromMs: 2000, toMs: 2000 }), null);
});

test('what the device draws at rest is taken off; noise and outliers in it do not matter', () => {
  // 3 s at rest around 3000 mW with one disturbance, then 2 s of 40 runs at 7000 mW.
  const samples = trace((atMs) => (atMs < 3000 ? 3000 + 20 * Math.sin(atMs) + (atMs === 1000 ? 9000 : 0) : 7000), 0, 6000, 100);
  const idleMw = idlePowerMw(samples, { fromMs: 0, toMs: 2700 });
  closeTo(idleMw, 3000, 0.007);
  closeTo(energyPerRunMj(samples, { fromMs: 3200, toMs: 5200 }, 40, idleMw ?? NaN) ?? NaN, (4000 * 2) / 40, 0.01);
  assert.equal(energyPerRunMj(samples, { fromMs: 3200, toMs: 5200 }, 40, 7000), null, 'not above rest: unknown, not zero');
  const steady = trace(() => 5032.1 * 0.712, 0, 9000, 97);
  assert.equal(energyPerRunMj(steady, { fromMs: 3210.7, toMs: 8210.9 }, 3, 5032.1 * 0.712), null, 'rounding is no energy');
  assert.equal(idlePowerMw(samples, { fromMs: 0, toMs: 300 }), null);
});
