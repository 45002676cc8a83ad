import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { hypervolume } from '../../../main/core/search/hypervolume.ts';
import { randomSearch } from '../../../main/core/search/random-search.ts';
import { regularizedEvolution } from '../../../main/core/search/regularized-evolution.ts';
import { separableProblem } from './separable-problem.ts';

const options = (seed: number) => ({ population: 60, generations: 60, rng: createRng(seed) });
const area = (front: readonly { readonly values: readonly number[] }[]) =>
  hypervolume(Float64Array.from(front.flatMap(({ values }) => values)), ['minimise', 'minimise'], [20, 20]);

test('finds far more than as many random architectures do', () => {
  const problem = separableProblem(20, 9);
  const evolved = runToEnd(regularizedEvolution(problem, options(1)));
  const random = runToEnd(randomSearch(problem, options(1)));
  assert.equal(evolved.evaluations, random.evaluations);
  const exact = hypervolume(problem.exactFront(), ['minimise', 'minimise'], [20, 20]);
  assert.ok(area(evolved.front) > 0.9 * exact, `${area(evolved.front)} of ${exact}`);
  assert.ok(area(random.front) < 0.8 * exact, `${area(random.front)} of ${exact}`);
});

test('the oldest die: after as many children as there were adults none of the first is left', () => {
  const steps = [...regularizedEvolution(separableProblem(12, 5), options(2))];
  const first = new Set(steps[0]!.state.population.map(({ architecture }) => architecture.join()));
  assert.equal(first.size, 60);
  assert.ok(steps[5]!.state.population.every(({ architecture }) => !first.has(architecture.join())));
  assert.ok(steps.every(({ state }) => state.population.length === 60));
});

test('limits are kept; the same seed gives the same search', () => {
  const problem = separableProblem(20, 9, [6, undefined]);
  const search = (seed: number) => runToEnd(regularizedEvolution(problem, options(seed)));
  assert.deepEqual(search(3), search(3));
  assert.notDeepEqual(search(3).front, search(4).front);
  assert.ok(search(3).front.length > 3 && search(3).front.every(({ values }) => values[0]! <= 6));
});

test('a space smaller than the population is exhausted and the search ends', () => {
  const { evaluations } = runToEnd(regularizedEvolution(separableProblem(3, 3), options(1)));
  assert.ok(evaluations <= 27);
});
