import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { proposeSamples } from '../../../main/core/transfer/propose-samples.ts';
import { kernelPrior, transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import { cells, device } from './synthetic-devices.ts';

const all = cells(60);
const problem = transferProblem(all, [device(all, 'a', 'choices'), device(all, 'b', 'choices')]);
const prior = kernelPrior(problem, 10, createRng(1));
const measured = [3, 8, 20, 31, 40, 55];

function propose(latencyMs?: Float64Array) {
  const request = { candidates: all.candidates, count: 10, measured, rng: createRng(2) };
  return proposeSamples(problem, prior, latencyMs ? { ...request, latencyMs } : request);
}

test('proposals are open candidates, each once, and the same for the same seed', () => {
  const rows = propose();
  assert.deepEqual(propose(), rows);
  assert.equal(new Set(rows).size, 10);
  assert.ok(rows.every((row) => all.candidates.includes(row) && !measured.includes(row)));
});

test('what was measured decides what is proposed, unless it says nothing', () => {
  const live = device(all, 'c', 'live choices').latencyMs;
  const learned = propose(Float64Array.from(measured, (row) => live[row]!));
  assert.equal(new Set(learned).size, 10);
  assert.ok(learned.every((row) => !measured.includes(row)));
  assert.notDeepEqual(learned, propose());
  assert.deepEqual(propose(Float64Array.from(measured, () => 7)), propose());
});

test('the first of a few samples tell the sources apart, those of many need not', () => {
  const first = (planned?: number) => {
    const request = { candidates: all.candidates, count: 8, rng: createRng(2) };
    return proposeSamples(problem, prior, planned === undefined ? request : { ...request, planned });
  };
  assert.deepEqual(first(), first(8));
  assert.notDeepEqual(first(10), first(20));
  assert.deepEqual(first(70), first(20));
});
