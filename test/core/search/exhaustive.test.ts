import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { exhaustiveSearch } from '../../../main/core/search/exhaustive.ts';
import { separableProblem } from './separable-problem.ts';
import { allCloseTo } from '../../helpers/close-to.ts';

test('finds the exact front of everything, chunk by chunk', () => {
  const problem = separableProblem(6, 5);
  const run = exhaustiveSearch(problem);
  const first = run.next();
  assert.ok(!first.done && first.value.evaluated.length === 4096 && first.value.step === 1 && first.value.steps === 4);
  const { front, evaluations } = runToEnd(exhaustiveSearch(problem));
  assert.equal(evaluations, 5 ** 6);
  allCloseTo(
    front.flatMap(({ values }) => values),
    problem.exactFront(),
    1e-12,
  );
  for (const { architecture, values } of front) assert.deepEqual([...problem.evaluate([architecture])], values);
});

test('candidates beyond a limit, or of unknown value, are not on the front', () => {
  const problem = separableProblem(4, 4, [1.2, undefined]);
  const known = runToEnd(exhaustiveSearch(problem)).front;
  assert.ok(known.length > 0 && known.every(({ values }) => values[0]! <= 1.2));
  const partly = {
    ...problem,
    evaluate: (architectures: Parameters<typeof problem.evaluate>[0]) =>
      problem.evaluate(architectures).map((value, i) => (architectures[i >> 1]![0] === 0 ? NaN : value)),
  };
  const front = runToEnd(exhaustiveSearch(partly)).front;
  assert.ok(front.length > 0 && front.every(({ architecture }) => architecture[0] !== 0));
  assert.deepEqual(runToEnd(exhaustiveSearch(separableProblem(4, 4, [0, undefined]))).front, []);
});

test('a space that is too large to list is refused', () => {
  assert.throws(
    () => runToEnd(exhaustiveSearch(separableProblem(20, 9))),
    (error) => isLabError(error, 'unsupported'),
  );
});
