import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { compare } from '../../build/bench/compare.ts';
import type { ComparedSubject } from '../../build/bench/subject.ts';
import { needsPythonModule } from '../helpers/requirements.ts';

function subject(factor: number): ComparedSubject {
  return {
    name: 'twice',
    peer: { name: 'Python', script: join(import.meta.dirname, 'bench-peer.py'), modules: ['numpy'] },
    goalRatio: 1,
    inputs: () => ({ x: Float64Array.of(1.5, -4) }),
    prepare:
      ({ x }) =>
      () =>
        x!.map((value) => factor * value),
    tolerance: 1e-12,
  };
}

test('lab and peer get the same inputs, both are timed, and their results are compared', { skip: needsPythonModule('numpy') }, async () => {
  const { labMs, calibrationMs, peer } = await compare(subject(2), true);
  assert.ok(labMs > 0 && calibrationMs > 0 && peer!.ms > 0);
  assert.equal(peer!.difference, 0);
  assert.match(peer!.versions, /^Python 3.*numpy/);
  assert.equal((await compare(subject(3), true)).peer!.difference, 0.5);
  assert.equal((await compare(subject(NaN), true)).peer!.difference, Infinity);
});

test('the quality of both results is told, from fewer rounds where they are long', { skip: needsPythonModule('numpy') }, async () => {
  const quality = { name: 'first value', within: 0, of: (result: ArrayLike<number>) => result[0]! };
  const { labQuality, peer } = await compare({ ...subject(3), tolerance: null, rounds: 1, quality }, true);
  assert.deepEqual([labQuality, peer!.quality], [4.5, 3]);
});

test('without the peer the lab is timed against the calibration loop alone', async () => {
  const { labMs, calibrationMs, peer } = await compare(subject(2), false);
  assert.ok(labMs > 0 && calibrationMs > 0);
  assert.equal(peer, null);
});
