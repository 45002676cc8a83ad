import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRng } from '../../main/core/rng.ts';

test('the same seed gives the same stream, another seed or label another', () => {
  const draw = (seed: number): number[] => Array.from({ length: 5 }, createRng(seed).next);
  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
  const parent = createRng(7);
  const child = parent.fork('weights');
  assert.equal(child.next(), createRng(7).fork('weights').next());
  assert.notEqual(child.next(), createRng(7).fork('input').next());
  assert.equal(parent.next(), createRng(7).next(), 'forking does not advance the parent');
});

test('uniform numbers have the moments of the uniform distribution, normal ones of the normal', () => {
  const rng = createRng(1);
  const n = 100_000;
  const uniform = Array.from({ length: n }, () => rng.next());
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / n;
  assert.ok(uniform.every((value) => value >= 0 && value < 1));
  assert.ok(Math.abs(mean(uniform) - 0.5) < 0.005);
  assert.ok(Math.abs(mean(uniform.map((value) => (value - 0.5) ** 2)) - 1 / 12) < 0.001);
  const normal = Array.from({ length: n }, () => rng.normal());
  assert.ok(Math.abs(mean(normal)) < 0.015);
  assert.ok(Math.abs(mean(normal.map((value) => value ** 2)) - 1) < 0.02);
});

test('integers are uniform over their range', () => {
  const rng = createRng(2);
  const counts = new Array<number>(7).fill(0);
  for (let i = 0; i < 70_000; i++) counts[rng.integer(7)]!++;
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 400, String(counts));
  assert.throws(() => rng.integer(0), RangeError);
});

const ascending = (a: number, b: number): number => a - b;

test('shuffles are permutations, samples without replacement are different and in range', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.integer()), fc.nat(40), (seed, items, count) => {
      const rng = createRng(seed);
      assert.deepEqual(rng.shuffle(items).toSorted(ascending), items.toSorted(ascending));
      const chosen = rng.sampleWithout(40, count);
      assert.equal(new Set(chosen).size, count);
      assert.ok(chosen.every((value) => value >= 0 && value < 40));
    }),
    { seed: 1 },
  );
});
