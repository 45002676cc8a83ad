import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkCost } from '../../../main/core/network/cost.ts';
import { createRng } from '../../../main/core/rng.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { exhaustiveSearch } from '../../../main/core/search/exhaustive.ts';
import { hypervolume } from '../../../main/core/search/hypervolume.ts';
import { nsga2 } from '../../../main/core/search/nsga2.ts';
import type { Evaluated, Problem } from '../../../main/core/search/problem.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { separableProblem } from './separable-problem.ts';

const flat = (front: readonly Evaluated[]) => Float64Array.from(front.flatMap(({ values }) => values));
const area = (front: Float64Array) => hypervolume(front, ['minimise', 'minimise'], [20, 20]);

test('a space of 20 genes: nearly the exact front, of 10^19 architectures', () => {
  const problem = separableProblem(20, 9);
  const areas = [1, 2, 3, 4].map((seed) => {
    const { front, evaluations } = runToEnd(nsga2(problem, { population: 100, generations: 200, rng: createRng(seed) }));
    assert.equal(evaluations, 20_000);
    return area(flat(front));
  });
  const mean = areas.reduce((sum, value) => sum + value / areas.length, 0);
  assert.ok(mean > 0.99 * area(problem.exactFront()), `${mean} of ${area(problem.exactFront())}`);
});

test('the same seed gives the same search, another one another', () => {
  const problem = separableProblem(12, 5);
  const search = (seed: number) => runToEnd(nsga2(problem, { population: 20, generations: 15, rng: createRng(seed) }));
  assert.deepEqual(search(3), search(3));
  assert.notDeepEqual(search(3).front, search(4).front);
});

test('limits are kept, and found to be kept even where chance does not hit them', () => {
  const problem = separableProblem(20, 9);
  const limit = 1.15 * problem.exactFront()[0]!; // no random architecture comes near
  const { front } = runToEnd(nsga2({ ...problem, limits: [limit, undefined] }, { population: 60, generations: 150, rng: createRng(2) }));
  assert.ok(front.length > 5);
  assert.ok(front.every(({ values }) => values[0]! <= limit));
});

test('every generation is reported with what was evaluated in it', () => {
  const steps = [...nsga2(separableProblem(12, 5), { population: 30, generations: 8, rng: createRng(5) })];
  assert.deepEqual(
    steps.map(({ step, steps: planned, evaluated }) => [step, planned, evaluated.length]),
    Array.from({ length: 8 }, (_, i) => [i + 1, 8, 30]),
  );
});

test('a space smaller than the population is exhausted and the search ends', () => {
  const problem = separableProblem(3, 3);
  const { front, evaluations } = runToEnd(nsga2(problem, { population: 50, generations: 100, rng: createRng(1) }));
  assert.ok(evaluations <= 27 && evaluations >= 24);
  assert.deepEqual(front, runToEnd(exhaustiveSearch(problem)).front);
});

test('NAS-Bench-201: no sampled architecture lies beyond the front of live parts against MACs, which has each network once', () => {
  const liveParts = (architecture: readonly number[]) =>
    nasBench201.encode(nasBench201.canonical(architecture)).reduce((sum, value) => sum + value, 0);
  const problem: Problem = {
    space: nasBench201,
    objectives: [
      { name: 'MACs', unit: 'M', direction: 'minimise' },
      { name: 'live parts', unit: '', direction: 'maximise' },
    ],
    limits: [undefined, undefined],
    evaluate: (architectures) =>
      Float64Array.from(
        architectures.flatMap((architecture) => [networkCost(nasBench201.network(architecture)).macs, liveParts(architecture)]),
      ),
  };
  const sample = createRng(9).sampleWithout(15_625, 300);
  const all = [...nasBench201.enumerate!()];
  const { front } = runToEnd(nsga2(problem, { population: 40, generations: 25, rng: createRng(7) }));
  assert.equal(
    new Set(front.map(({ architecture, values }) => `${nasBench201.networkKey(architecture)}:${values.join()}`)).size,
    front.length,
  );
  for (const { values } of sample.map((i) => ({ values: [...problem.evaluate([all[i]!])] }))) {
    assert.ok(
      front.some((found) => found.values[0]! <= values[0]! && found.values[1]! >= values[1]!),
      'no sampled architecture lies beyond the front',
    );
  }
});
