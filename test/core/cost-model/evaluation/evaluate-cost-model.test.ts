import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CostModelTable } from '../../../../main/core/cost-model/evaluation/cost-model-table.ts';
import { evaluateCostModel } from '../../../../main/core/cost-model/evaluation/evaluate-cost-model.ts';
import {
  type CostModelEvaluationOptions,
  planCostModelEvaluation,
} from '../../../../main/core/cost-model/evaluation/plan-cost-model-evaluation.ts';
import { summariseCostModel } from '../../../../main/core/cost-model/evaluation/summarise-cost-model.ts';
import { isLabError } from '../../../../main/core/lab-error.ts';
import { createRng } from '../../../../main/core/rng.ts';
import { runToEnd } from '../../../../main/core/run-to-end.ts';
import { syntheticLatencies, syntheticNetworks } from '../synthetic-devices.ts';

const networks = syntheticNetworks(40);
const devices = Array.from({ length: 24 }, (_, i) => `phone ${i}`);
const table: CostModelTable = {
  devices,
  networks,
  latencyMs: syntheticLatencies(networks, 24),
  groups: devices.map((_, i) => `model ${Math.floor(i / 2)}`),
};
const usual: CostModelEvaluationOptions = {
  method: 'gaussian',
  signatureSize: 5,
  select: 'greedy',
  split: 0.7,
  holdoutNetworks: 0,
  seeds: 3,
};

/** All repetitions, in the order given by `places`. */
function evaluate(change: Partial<CostModelEvaluationOptions> = {}, of = table, places?: readonly number[]) {
  const options = { ...usual, ...change };
  const units = planCostModelEvaluation(of, options);
  return (places ?? [...units.keys()]).map((i) => runToEnd(evaluateCostModel(of, units[i]!, options, () => 0)));
}

test('a plan splits devices by group, differently for each seed, and near the share', () => {
  const units = planCostModelEvaluation(table, { ...usual, seeds: 10, holdoutNetworks: 8 });
  for (const { trainingDevices, testDevices, knownNetworks, unknownNetworks } of units) {
    assert.deepEqual([...trainingDevices, ...testDevices].toSorted((a, b) => a - b), [...devices.keys()]); // prettier-ignore
    const trained = new Set(trainingDevices.map((device) => table.groups[device]));
    assert.ok(testDevices.every((device) => !trained.has(table.groups[device])));
    assert.equal(trainingDevices.length, 16);
    assert.deepEqual([knownNetworks.length, unknownNetworks.length, new Set([...knownNetworks, ...unknownNetworks]).size], [32, 8, 40]);
  }
  assert.ok(new Set(units.map(({ testDevices }) => testDevices.join())).size > 5);
  assert.deepEqual(units.map(({ seed }) => seed), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]); // prettier-ignore
});

test('named test devices are tested alone, and their groups are not trained on', () => {
  const [unit] = planCostModelEvaluation(table, { ...usual, split: { testDevices: ['phone 3', 'phone 8'] } });
  assert.deepEqual(unit!.testDevices, [3, 8]);
  assert.deepEqual([...devices.keys()].filter((device) => !unit!.trainingDevices.includes(device)), [2, 3, 8, 9]); // prettier-ignore
  assert.equal(planCostModelEvaluation(table, { ...usual, mostTrainingDevices: 7 })[0]!.trainingDevices.length, 7);
});

test('repetitions give the same to the last bit in any order, and the scalar model stands beside', () => {
  const results = evaluate();
  assert.deepEqual(evaluate({}, table, [2, 0, 1]), [results[2], results[0], results[1]]);
  for (const [i, { row, baselines }] of results.entries()) {
    assert.deepEqual([row.target, row.method, row.samples, row.seed], ['pooled', 'gaussian', 5, i + 1]);
    assert.deepEqual([row.trainingDevices, row.testDevices, row.networks], [16, 8, 35]);
    assert.ok(row.r2! > 0.99 && row.mape < 0.03 && row.r2PerDevice! > 0.97 && row.spearmanPerDevice! > 0.98 && row.coverage! > 0.7);
    assert.deepEqual(baselines.map(({ method }) => method), ['scalar']); // prettier-ignore
    assert.ok(baselines[0]!.mape > row.mape && baselines[0]!.coverage === null);
  }
  assert.deepEqual(evaluate({ method: 'scalar' })[0]!.baselines, []);
});

test('networks held out are scored alone', () => {
  const [{ row, baselines }] = evaluate({ holdoutNetworks: 8, seeds: 1 }) as [ReturnType<typeof evaluate>[0]];
  assert.equal(row.networks, 8);
  assert.ok(row.mape < 0.05 && baselines[0]!.mape > row.mape);
});

test('auto says what it chose and why', () => {
  const [{ row }] = evaluate({ method: 'auto', seeds: 1 }) as [ReturnType<typeof evaluate>[0]];
  assert.deepEqual([row.method, row.chosen], ['auto', 'gaussian']);
  assert.match(row.reason!, /known/);
});

test('contributors give their signature and a part of the rest; a device alone needs ten times as much', () => {
  const [{ row, baselines }] = evaluate({ contribute: 0.2, seeds: 1 }) as [ReturnType<typeof evaluate>[0]];
  assert.ok(row.mape < 0.06, `${row.mape}`);
  assert.deepEqual(baselines.map(({ method }) => method), ['scalar', 'device-specific']); // prettier-ignore
  assert.equal(baselines[1]!.networks, row.networks);
  const [full] = evaluate({ seeds: 1 });
  assert.ok(full!.row.mape < row.mape, 'more measurements tell more');
});

test('missing measurements and devices without a signature are no matter', () => {
  const rng = createRng(6);
  const latencyMs = table.latencyMs.map((latencies) => latencies.map((value) => (rng.next() < 0.2 ? NaN : value)));
  for (const method of ['auto', 'boosting', 'log-ratio', 'scalar'] as const) {
    for (const { row } of evaluate({ method, seeds: 2 }, { ...table, latencyMs })) {
      for (const value of [row.r2, row.rmseMs, row.mape, row.r2PerDevice, row.spearmanPerDevice]) assert.ok(Number.isFinite(value), method);
    }
  }
});

test('a summary has the mean and the worst of each method’s metrics', () => {
  const results = evaluate({ seeds: 4 });
  const rows = results.map(({ row }) => row);
  const [summary, ...others] = summariseCostModel([...rows, ...results.flatMap(({ baselines }) => baselines)]);
  assert.deepEqual([summary!.method, summary!.samples, others.map(({ method }) => method)], ['gaussian', 5, ['scalar']]);
  assert.equal(summary!.worst.r2, Math.min(...rows.map(({ r2 }) => r2!)));
  assert.equal(summary!.worst.mape, Math.max(...rows.map(({ mape }) => mape)));
  assert.equal(summary!.mean.mape, rows.reduce((sum, { mape }) => sum + mape, 0) / 4); // prettier-ignore
  assert.ok(!('coverage' in others[0]!.mean), 'what no repetition has is left out');
});

test('an evaluation that cannot be is refused before it begins', () => {
  const wrong: readonly (readonly [Partial<CostModelEvaluationOptions>, RegExp])[] = [
    [{ signatureSize: 40 }, /40 networks with layers/],
    [{ signatureSize: 0 }, /signature set of 0/],
    [{ holdoutNetworks: 36 }, /36 held out/],
    [{ seeds: 0 }, /seeds of 0/],
    [{ split: 0 }, /share 0/],
    [{ split: 1 }, /share 1/],
    [{ split: { testDevices: ['nobody'] } }, /no device nobody/],
    [{ split: { testDevices: devices } }, /none is left to train on/],
    [{ contribute: 0 }, /share 0/],
    [{ contribute: 1.5 }, /share 1.5/],
  ];
  for (const [change, message] of wrong) {
    assert.throws(
      () => planCostModelEvaluation(table, { ...usual, ...change }),
      (error) => isLabError(error, 'invalid-input') && message.test(error.message) && error.remedy !== '',
      String(message),
    );
  }
  const one = { devices: ['a'], networks, latencyMs: table.latencyMs.slice(0, 1), groups: ['a'] };
  assert.throws(
    () => planCostModelEvaluation(one, usual),
    (error) => isLabError(error, 'invalid-input') && error.message.includes('none is left'),
  );
});
