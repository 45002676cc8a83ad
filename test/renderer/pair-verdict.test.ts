import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MonotonicityMatrix, PairAdvice } from '../../preload/contract/monotonicity.ts';
import { betterProxies } from '../../renderer/pages/monotonicity/better-proxies.ts';
import { pairOf } from '../../renderer/pages/monotonicity/pair-of.ts';
import { pairVerdict } from '../../renderer/pages/monotonicity/pair-verdict.ts';

const pair = (a: string, b: string, srcc: number | null, advice: PairAdvice['advice']): PairAdvice => ({
  a,
  b,
  srcc,
  interval: srcc === null ? null : { low: srcc - 0.02, high: srcc + 0.02 },
  architectures: 1999,
  advice,
});
const pairs = [pair('x', 'y', 0.691, 'adapt'), pair('x', 'z', 0.95, 'reuse'), pair('y', 'z', null, 'unknown')];
const matrix: MonotonicityMatrix = {
  table: 't',
  spaceId: 's',
  devices: ['x', 'y', 'z'],
  architectures: 1999,
  srcc: [],
  low: [],
  high: [],
  pairs,
  mean: null,
  lowest: null,
  clusteredOrder: [0, 1, 2],
  tree: [],
};

test('the verdict names both devices, the figure, its interval and how many architectures it rests on', () => {
  const verdict = pairVerdict(pair('x', 'y', 0.691, 'adapt'));
  assert.equal(verdict.sentence, 'Adapt: x and y agree too little to reuse.');
  assert.equal(verdict.explanation, 'SRCC 0.691, 95 % interval 0.671 to 0.711 over 1,999 architectures. Reuse needs at least 0.90.');
  assert.equal(pairVerdict(pair('x', 'z', 0.95, 'reuse')).tone, 'ok');
  assert.match(pairVerdict(pair('x', 'z', 0.9, 'unsure')).sentence, /crosses 0.90/);
  assert.equal(pairVerdict(pair('y', 'z', null, 'unknown')).tone, 'unknown');
});

test('the pair of the address, in its order, else the first two devices', () => {
  assert.deepEqual([pairOf(matrix, 'y', 'x')?.a, pairOf(matrix, 'y', 'x')?.b], ['y', 'x']);
  assert.deepEqual([pairOf(matrix, null, null)?.a, pairOf(matrix, null, null)?.b], ['x', 'y']);
  for (const [a, b] of [
    ['x', 'x'],
    ['gone', 'z'],
    ['z', 'gone'],
    [null, 'x'],
    ['y', null],
  ] as const) {
    const found = pairOf(matrix, a, b);
    assert.ok(found !== null && found.a !== found.b, `${a} ${b}`);
  }
  assert.equal(pairOf({ ...matrix, devices: ['x'], pairs: [] }, null, null), null);
});

test('proxies of a target, best first, always with the picked one', () => {
  assert.deepEqual(
    betterProxies(matrix, 'x', 'y', 6).map((dot) => dot.name),
    ['z', 'y'],
  );
  assert.deepEqual(
    betterProxies(matrix, 'x', 'y', 1).map((dot) => dot.name),
    ['y'],
  );
});
