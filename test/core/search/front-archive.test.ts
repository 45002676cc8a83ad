import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { FrontArchive } from '../../../main/core/search/front-archive.ts';
import { nonDominatedFront } from '../../../main/core/search/non-dominated-front.ts';
import type { Evaluated, Objective, Problem } from '../../../main/core/search/problem.ts';
import { separableProblem } from './separable-problem.ts';

const directions: readonly Objective['direction'][] = ['minimise', 'maximise'];
const pairs = directions.flatMap((a) => directions.map((b) => [a, b] as const));
const triples = pairs.flatMap((pair) => directions.map((c) => [...pair, c] as const));

test('added bit by bit, the front is that of everything, in every direction, ties, infinities and NaN included', () => {
  const rng = createRng(5);
  const { space, evaluate } = separableProblem(6, 10);
  for (const each of [...pairs, ...triples]) {
    const objectives = each.map((direction, j) => ({ name: `objective ${j}`, unit: '', direction }));
    const problem: Problem = { space, objectives, limits: each.map(() => undefined), evaluate };
    // A few values, so that many are equal; architectures all differ.
    const value = (): number => [-Infinity, NaN, Infinity][rng.integer(300)] ?? rng.integer(40);
    const candidates = Array.from({ length: 400 }, (_, i): Evaluated => ({
      architecture: Array.from(`${i}`.padStart(6, '0'), Number),
      values: each.map(value),
    }));
    const archive = new FrontArchive(problem);
    for (let from = 0; from < candidates.length; from += 7) archive.add(candidates.slice(from, from + 7));
    const all = nonDominatedFront(Float64Array.from(candidates.flatMap(({ values }) => values)), each);
    const names = (front: readonly Evaluated[]): string[] => front.map(({ architecture }) => architecture.join('')).sort();
    assert.deepEqual(names(archive.front), names(Array.from(all, (i) => candidates[i]!)), each.join());
    assert.equal(archive.outcome.evaluations, candidates.length);
  }
});
