import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { measureInStages } from '../../../main/core/transfer/measure-in-stages.ts';
import { population } from '../../../main/core/transfer/population.ts';
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

test('latencies that are all the same, or all but one, are measured to the end', () => {
  const first = measured(8, targets[0]!).rows;
  for (const odd of [undefined, first[0], first[7]]) {
    const target = Float64Array.from(targets[0]!, (_, row) => (row === odd ? 9 : 4));
    const { rows, latencyMs } = measured(20, target);
    assert.equal(new Set(rows).size, 20);
    assert.ok(latencyMs.every((value) => value === 4 || value === 9));
  }
});

test('architectures that are there twice are no trouble', () => {
  const twice = population(all.space, [...all.architectures, ...all.architectures]);
  const double = ({ name, latencyMs }: { name: string; latencyMs: Float64Array }) => ({
    name,
    latencyMs: Float64Array.from([...latencyMs, ...latencyMs]),
  });
  const own = transferProblem(twice, [double(device(all, 'a', 'choices'))]);
  const target = double(device(all, 'c', 'choices')).latencyMs;
  const measure = (rows: readonly number[]) => Float64Array.from(rows, (row) => target[row]!);
  const prior = kernelPrior(own, 20, createRng(1));
  const { rows } = measureInStages(own, prior, { candidates: twice.candidates, count: 20, rng: createRng(2), measure });
  assert.equal(new Set(rows).size, 20);
});
