import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import type { KernelComponent } from '../../../main/core/transfer/kernel-component.ts';
import { drawMixtures, meanMixture } from '../../../main/core/transfer/kernel-mixtures.ts';
import { allCloseTo } from '../../helpers/close-to.ts';

const none = new Float64Array(0);
const offering = (...weights: number[]): KernelComponent => ({
  name: 'k',
  form: 'linear',
  sharpness: 0,
  columns: new Uint32Array(0),
  centres: none,
  scales: none,
  weights,
});

test('mixtures are of offered weights, the largest being 1, and none is only weak', () => {
  const mixtures = drawMixtures([offering(0, 0.5, 1), offering(0, 0.1), offering(1)], 200, createRng(1));
  assert.equal(mixtures.length, 200);
  assert.deepEqual(new Set(mixtures.map(String)), new Set(['0,0,1', '0.5,0,1', '1,0,1', '0,0.1,1', '0.5,0.1,1', '1,0.1,1']));
  for (const mixture of drawMixtures([offering(0, 0.1), offering(0, 0.6)], 100, createRng(1))) assert.equal(mixture[1], 1);
});

test('where all are weak the strongest is taken; no weight at all is a bug', () => {
  for (const mixture of drawMixtures([offering(0, 0.01, 0.1), offering(0, 0.05)], 100, createRng(1))) assert.equal(mixture[0], 1);
  assert.throws(() => drawMixtures([offering(0)], 1, createRng(1)), RangeError);
  assert.throws(() => drawMixtures([], 1, createRng(1)), RangeError);
});

test('the same seed draws the same', () => {
  const draw = (seed: number) => drawMixtures([offering(0, 0.5, 1), offering(0, 0.3, 1)], 20, createRng(seed));
  assert.deepEqual(draw(4), draw(4));
  assert.notDeepEqual(draw(4), draw(5));
});

test('the mean weighs by probability, however small the logarithms', () => {
  const mixtures = [Float64Array.of(1, 0), Float64Array.of(0.5, 1)];
  for (const shift of [0, -5000, 5000]) {
    allCloseTo(meanMixture(mixtures, Float64Array.of(shift + Math.log(3), shift)), [0.75 + 0.125, 0.25], 1e-12);
  }
});
