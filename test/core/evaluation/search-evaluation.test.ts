import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SearchEvaluation, type SearchProtocol, verifyMeasurements } from '../../../main/core/evaluation/search-evaluation.ts';
import { isLabError } from '../../../main/core/lab-error.ts';
import { networkCost } from '../../../main/core/network/cost.ts';
import { cells, device } from '../transfer/synthetic-devices.ts';

const all = cells(120);
const columns = new Map(['a', 'b', 'c', 'd'].map((name) => [name, device(all, name, 'choices', 0.02).latencyMs]));
const accuracy = Float64Array.from(all.architectures, (architecture) => {
  const { macs, params } = networkCost(all.space.network(architecture));
  return 90 * (1 - Math.exp(-(macs / 5e7 + params / 1e6)));
});
const usual: SearchProtocol = {
  sources: [...columns.keys()],
  targets: ['a', 'b'],
  groups: new Map(),
  samples: [12],
  verify: 1,
  method: 'auto',
  baselines: ['none', 'own'],
  seeds: 2,
};
const evaluation = (protocol: Partial<SearchProtocol> = {}) =>
  new SearchEvaluation(all, columns, accuracy, { ...usual, ...protocol }, () => 0);

test('rows of every target and seed; baselines apart; the same unit gives the same rows whatever ran before', () => {
  const one = evaluation();
  const units = one.plan();
  assert.deepEqual(
    units.map(({ target, seed }) => [target, seed]),
    [
      ['a', 1],
      ['a', 2],
      ['b', 1],
      ['b', 2],
    ],
  );
  const parts = units.map((unit) => one.run(unit));
  assert.deepEqual(evaluation().run(units[2]!), parts[2]);
  for (const { rows, baselines } of parts) {
    assert.deepEqual([rows.length, baselines.map(({ method }) => method)], [1, ['none', 'own']]);
    const { metrics } = rows[0]!;
    assert.ok(metrics.measurements! > 12 && metrics.measurements! <= 12 + verifyMeasurements);
    assert.ok(metrics.match! >= 0 && metrics.match! + metrics.infeasible! <= 1 + 1e-12);
    assert.ok(metrics.hypervolumeRatio! <= 1 + 1e-12);
  }
});

test('a verify round helps: picks that were too slow are found out', () => {
  const meanOf = (verify: number) => {
    const one = evaluation({ samples: [4], verify, baselines: [], seeds: 1, targets: [...columns.keys()] });
    const rows = one.plan().flatMap((unit) => one.run(unit).rows);
    return {
      match: rows.reduce((sum, { metrics }) => sum + metrics.match! / rows.length, 0),
      infeasible: rows.reduce((sum, { metrics }) => sum + metrics.infeasible! / rows.length, 0),
    };
  };
  const before = meanOf(0);
  const after = meanOf(1);
  assert.ok(after.match > before.match, `${before.match} → ${after.match}`);
  assert.ok(after.infeasible < before.infeasible, `${before.infeasible} → ${after.infeasible}`);
});

test('what cannot be evaluated is refused by name', () => {
  const refused = (protocol: Partial<SearchProtocol>, sentence: RegExp) =>
    assert.throws(
      () => evaluation(protocol).plan(),
      (error) => isLabError(error, 'invalid-input') && sentence.test(error.message),
    );
  refused({ targets: ['z'] }, /no device “z”/);
  refused({ samples: [115] }, /“a” has \d+ architectures with a latency and an accuracy/);
  refused({ groups: new Map([...columns.keys()].map((name) => [name, 'one'])) }, /No source is left for “a”/);
});
