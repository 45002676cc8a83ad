import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarise } from '../../../main/core/evaluation/evaluation-report.ts';
import {
  TransferEvaluation,
  transferErrors,
  transferMetrics,
  type TransferProtocol,
} from '../../../main/core/evaluation/transfer-evaluation.ts';
import { isLabError } from '../../../main/core/lab-error.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { population } from '../../../main/core/transfer/population.ts';
import { oneProxyPath, oneProxyTable } from '../../helpers/one-proxy-table.ts';
import { withoutData } from '../../helpers/requirements.ts';
import { cells, device } from '../transfer/synthetic-devices.ts';

const all = cells(50);
const columns = new Map(['a', 'b', 'c', 'd'].map((name) => [name, device(all, name, 'choices', 0.02).latencyMs]));
// A twin of a, and a device with gaps.
columns.set(
  'twin',
  columns.get('a')!.map((value) => 2 * value),
);
columns.set(
  'gaps',
  device(all, 'gaps').latencyMs.map((value, row) => (row % 3 === 0 ? NaN : value)),
);
const names = [...columns.keys()];

const usual: TransferProtocol = {
  sources: names,
  targets: names,
  eachSource: false,
  samples: [6],
  sourceSamples: null,
  excludeSimilar: null,
  groups: new Map(),
  noise: 0,
  method: 'adaproxy-loo',
  baselines: ['none'],
  select: 'random',
  seeds: 2,
};
const evaluation = (protocol: Partial<TransferProtocol> = {}) => new TransferEvaluation(all, columns, { ...usual, ...protocol }, () => 0);
const run = (protocol: Partial<TransferProtocol>) => {
  const one = evaluation(protocol);
  return one.plan().map((unit) => one.run(unit));
};

test('units come in the order of targets, sources and seeds; a target is never its own source', () => {
  assert.deepEqual(
    evaluation({ targets: ['c', 'a'] }).plan(),
    ['c', 'a'].flatMap((target) => [1, 2].map((seed) => ({ target, seed, sources: names.filter((name) => name !== target) }))),
  );
  assert.deepEqual(
    evaluation({ targets: ['c'], sources: ['b', 'c', 'd'], eachSource: true }).plan(),
    ['b', 'd'].flatMap((source) => [1, 2].map((seed) => ({ target: 'c', seed, sources: [source] }))),
  );
});

test('sources of the target’s group, and those much like it, are left out', () => {
  const sourcesOf = (protocol: Partial<TransferProtocol>) => evaluation({ targets: ['a'], seeds: 1, ...protocol }).plan()[0]!.sources;
  const groups = new Map([
    ['a', 'phones'],
    ['c', 'phones'],
    ['d', 'boards'],
  ]);
  assert.deepEqual(sourcesOf({ groups }), ['b', 'd', 'twin', 'gaps']);
  assert.deepEqual(sourcesOf({ groups: new Map([['c', 'phones']]) }), ['b', 'c', 'd', 'twin', 'gaps']);
  assert.ok(!sourcesOf({ excludeSimilar: 0.9999 }).includes('twin'));
  assert.ok(sourcesOf({ excludeSimilar: null }).includes('twin'));
});

test('what cannot be evaluated is refused by name', () => {
  const refused = (protocol: Partial<TransferProtocol>, sentence: RegExp) =>
    assert.throws(
      () => evaluation(protocol).plan(),
      (error) => isLabError(error, 'invalid-input') && sentence.test(error.message),
    );
  refused({ targets: ['z'] }, /no device “z”/);
  refused({ targets: ['a'], sources: ['a'] }, /No source is left for “a”/);
  refused({ targets: ['a'], excludeSimilar: -1 }, /No source is left for “a”/);
  refused({ targets: ['gaps'], samples: [5, 31] }, /“gaps” has \d+ measured architectures, 31 samples/);
});

test('rows of a unit do not depend on which units ran before', () => {
  const protocol: Partial<TransferProtocol> = { targets: ['a', 'gaps'], noise: 0.1, sourceSamples: 25, method: 'gp', select: 'ivr' };
  const forwards = evaluation(protocol);
  const units = forwards.plan();
  const rows = units.map((unit) => forwards.run(unit));
  const backwards = evaluation(protocol);
  assert.deepEqual(
    units
      .toReversed()
      .map((unit) => backwards.run(unit))
      .toReversed(),
    rows,
  );
  assert.deepEqual(evaluation(protocol).run(units[2]!), rows[2]);
  // Nor on the other numbers of samples, or the baselines.
  const more = evaluation({ ...protocol, samples: [12, 6], baselines: ['gp-no-source'] }).run(units[0]!);
  assert.deepEqual(more.rows[1], rows[0]!.rows[0]);
});

test('seeds draw other samples; noise is on the samples and not on what judges them', () => {
  const srcc = (protocol: Partial<TransferProtocol>) =>
    run({ targets: ['d'], ...protocol }).map(({ rows }) => rows[0]!.metrics.srccHeldOut);
  const clean = srcc({});
  assert.notEqual(clean[0], clean[1]);
  assert.deepEqual(srcc({}), clean);
  const noisy = srcc({ noise: 0.5 });
  assert.notDeepEqual(noisy, clean);
  // All predictions of the best proxy are in its own order, whatever the noise.
  const proxy = (noise: number) => run({ targets: ['d'], sources: ['b'], method: 'none', noise }).map(({ rows }) => rows[0]!.metrics.srcc);
  assert.deepEqual(proxy(0.5), proxy(0));
});

test('metrics: measured architectures alone judge, baselines stand apart', () => {
  for (const { rows, baselines } of run({ targets: ['gaps'], method: 'gp', baselines: ['none', 'ridge-counts'] })) {
    assert.deepEqual(
      [...rows, ...baselines].map(({ method, samples, target, source }) => [method, samples, target, source]),
      ['gp', 'none', 'ridge-counts'].map((method) => [method, 6, 'gaps', undefined]),
    );
    const { metrics } = rows[0]!;
    assert.deepEqual(Object.keys(metrics).sort(), [...transferMetrics].sort());
    assert.ok(Object.values(metrics).every((value) => value !== null && Number.isFinite(value)));
    assert.ok(metrics.srcc! > 0.7 && metrics.coverage! >= 0 && metrics.coverage! <= 1);
    assert.equal(baselines[0]!.metrics.srcc, metrics.srccProxy);
    assert.equal(baselines[1]!.metrics.coverage, null);
  }
  const alone = run({ targets: ['c'], sources: ['b', 'd'], eachSource: true, seeds: 1 });
  assert.deepEqual(
    alone.map(({ rows }) => [rows[0]!.source, rows[0]!.chosen]),
    [
      ['b', 'b'],
      ['d', 'd'],
    ],
  );
});

const threeTargets = ['eagle_dsp_855', 'rice_edgegpu', 'true_630'];

test('ten measurements of three real devices: held-out SRCC of .9 and more', { skip: withoutData(oneProxyPath) }, (t) => {
  const table = oneProxyTable();
  const real = population(nasBench201, table.architectures.map(nasBench201.parse));
  const realColumns = new Map(table.devices.map((name) => [name, table.column(name)]));
  const protocol = {
    ...usual,
    sources: table.devices,
    targets: threeTargets,
    samples: [10],
    method: 'auto',
    select: 'ivr',
    seeds: 1,
  } as const;
  const one = new TransferEvaluation(real, realColumns, protocol, () => 0);
  const results = one.plan().map((unit) => one.run(unit));
  const [summary] = summarise(
    results.flatMap(({ rows }) => rows),
    transferMetrics,
    transferErrors,
  );
  t.diagnostic(`mean ${summary!.mean.srccHeldOut!.toFixed(4)}, worst ${summary!.worst.srccHeldOut!.toFixed(4)}`);
  assert.ok(summary!.mean.srccHeldOut! >= 0.9);
});
