import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { measureInStages } from '../../../main/core/transfer/measure-in-stages.ts';
import { kernelPrior, transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import { cells, device } from './synthetic-devices.ts';

const all = cells(60);
const problem = transferProblem(all, [device(all, 'a', 'choices'), device(all, 'b', 'choices')]);
const targets = [device(all, 'c', 'choices'), device(all, 'd', 'live choices')].map(({ latencyMs }) => latencyMs);

function measured(count: number, target: Float64Array, candidates = all.candidates) {
  const stages: number[] = [];
  const measure = (rows: readonly number[]) => {
    stages.push(rows.length);
    return Float64Array.from(rows, (row) => target[row]!);
  };
  const prior = kernelPrior(problem, count, createRng(1));
  return { stages, ...measureInStages(problem, prior, { candidates, count, rng: createRng(2), measure }) };
}

test('as many as asked for, each once, beside what was measured on it', () => {
  for (const [count, stages] of [
    [3, [3]],
    [8, [8]],
    [9, [8, 1]],
    [20, [8, 4, 4, 4]],
    [30, [8, 8, 7, 7]],
  ] as const) {
    const result = measured(count, targets[0]!);
    assert.deepEqual(result.stages, stages);
    assert.equal(new Set(result.rows).size, count);
    assert.deepEqual(
      [...result.latencyMs],
      result.rows.map((row) => targets[0]![row]!),
    );
  }
});

test('no more than there are', () => {
  const few = all.candidates.slice(0, 12);
  const { rows } = measured(20, targets[0]!, few);
  assert.deepEqual(
    [...rows].sort((a, b) => a - b),
    few,
  );
});

test('the first are the same for every target, the others are not', () => {
  const [one, other] = targets.map((target) => measured(20, target).rows);
  assert.deepEqual(one!.slice(0, 8), other!.slice(0, 8));
  assert.notDeepEqual(one, other);
});
