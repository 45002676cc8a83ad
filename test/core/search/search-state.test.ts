import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { createRng } from '../../../main/core/rng.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { runAlgorithm } from '../../../main/core/search/run-algorithm.ts';
import type { Problem } from '../../../main/core/search/problem.ts';
import { searchAlgorithms, searchStateFromJson, searchStateToJson } from '../../../main/core/search/search-state.ts';
import { separableProblem } from './separable-problem.ts';

const base = separableProblem(6, 5, [2.5, undefined]);
/** Of some architectures nothing is known. */
const problem = {
  ...base,
  evaluate: (architectures: Parameters<typeof base.evaluate>[0]) =>
    base.evaluate(architectures).map((value, i) => (architectures[i >> 1]![0] === 4 ? NaN : value)),
};
const options = { population: 20, generations: 9 };

for (const algorithm of searchAlgorithms) {
  test(`${algorithm}: stopped after any step and resumed from its JSON, it ends in the same front`, () => {
    const start = () => runAlgorithm(algorithm, problem, { ...options, rng: createRng(5) });
    const whole = runToEnd(start());
    const stops = [...start()].map(({ state }) => JSON.stringify(searchStateToJson(state)));
    assert.ok(stops.length > 2);
    for (const stop of stops.filter((_, i) => i % 3 === 0 || i === stops.length - 1)) {
      const from = searchStateFromJson(JSON.parse(stop), problem, algorithm);
      assert.deepEqual(runToEnd(runAlgorithm(algorithm, problem, { ...options, rng: createRng(5) }, from)), whole);
    }
  });
}

test('a state of another search is refused', () => {
  const [first] = runAlgorithm('nsga2', problem, { ...options, rng: createRng(5) });
  const json = searchStateToJson(first!.state) as Record<string, unknown>;
  const refused = (value: unknown, algorithm: 'nsga2' | 'random' = 'nsga2', of: Problem = problem) =>
    assert.throws(
      () => searchStateFromJson(value, of, algorithm),
      (error) => isLabError(error, 'parse-failed'),
    );
  refused(null);
  refused(json, 'random');
  refused(json, 'nsga2', { ...problem, ...separableProblem(7, 5) });
  refused({ ...json, version: 2 });
  refused({ ...json, step: -1 });
  refused({
    ...json,
    front: [
      [
        [0, 0, 0, 0, 0, 9],
        [1, 1],
      ],
    ],
  });
  refused({
    ...json,
    population: [
      [
        [0, 0, 0, 0, 0, 0],
        ['1', 1],
      ],
    ],
  });
});
