import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { fbnet } from '../../../main/core/spaces/fbnet.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { nameWithoutPrecision, withoutPrecision, withPrecision } from '../../../main/core/spaces/with-precision.ts';

const both = withPrecision(fbnet);

test('a space with the precision as a choice prints, reads, varies and mixes it', () => {
  const rng = createRng(1);
  const precisions = new Set<string>();
  for (let i = 0; i < 200; i++) {
    const [mother, father] = [both.sample(rng), both.sample(rng)];
    assert.deepEqual(both.parse(both.print(mother)), mother);
    assert.equal(nameWithoutPrecision(both.print(mother)), fbnet.print(withoutPrecision(mother).architecture));
    assert.notDeepEqual(both.mutate(mother, rng), mother);
    const child = both.crossover(mother, father, rng);
    child.forEach((choice, gene) => assert.ok(choice === mother[gene] || choice === father[gene]));
    precisions.add(withoutPrecision(both.mutate(mother, rng)).precision);
  }
  assert.deepEqual(precisions, new Set(['f32', 'int8']));
});

test('the same network in two precisions is two candidates', () => {
  const architecture = fbnet.sample(createRng(2));
  const [f32, int8] = [
    [...architecture, 0],
    [...architecture, 1],
  ];
  assert.notEqual(both.networkKey(f32), both.networkKey(int8));
  assert.deepEqual(both.network(f32), both.network(int8));
  assert.equal([...both.neighbours(f32)].filter((one) => one.at(-1) === 1).length, 1);
  const cells = withPrecision(nasBench201);
  const genes = [0, 1, 3, 0, 4, 1, 0];
  assert.deepEqual(
    [cells.liveGenes(genes), cells.usedGenes(genes)].map((flags) => flags.filter(Boolean).length),
    [3, 5],
  );
  assert.equal([...cells.enumerate!()].length, 2 * nasBench201.size);
});
