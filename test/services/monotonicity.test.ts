import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { test } from 'node:test';
import { nasBench201Operators } from '../../main/core/spaces/nas-bench-201-cell.ts';
import { referenceData, withoutData } from '../helpers/requirements.ts';
import { cell, csv, labFailure, tableClient } from './table-client.ts';

const spaceId = 'nas-bench-201';
const table = 'mine';

/** 25 architectures: `same` ranks like `x`, `opposite` against it, `some` is measured on two only, `constant` does not rank. */
const rows = nasBench201Operators.flatMap((first) => nasBench201Operators.map((last) => cell(last, first)));
const content = [
  'arch,x,same,opposite,some,constant',
  ...rows.map((name, row) => [name, row + 1, (row + 1) ** 2, 100 - row, row < 2 ? 1 + row : '', 7].join(',')),
].join('\n');

test('the matrix says for every pair how far ranks agree and what to do', async (context) => {
  const { tables, monotonicity } = tableClient(context);
  await tables.import({ name: table, spaceId, source: csv(content) });
  const matrix = await monotonicity.matrix({ table, resamples: 100 });
  assert.deepEqual(matrix.devices, ['x', 'same', 'opposite', 'some', 'constant']);
  assert.deepEqual(matrix.srcc[0], [1, 1, -1, null, null]);
  assert.ok(Math.abs(matrix.low[0]![1]! - 1) < 1e-12 && Math.abs(matrix.high[0]![2]! + 1) < 1e-12);
  assert.deepEqual(
    matrix.pairs.filter((pair) => pair.a === 'x').map((pair) => [pair.b, pair.architectures, pair.advice]),
    [
      ['same', 25, 'reuse'],
      ['opposite', 25, 'adapt'],
      ['some', 2, 'unknown'],
      ['constant', 25, 'unknown'],
    ],
  );
  assert.equal(matrix.lowest, -1);
  assert.deepEqual(
    matrix.clusteredOrder.toSorted((a, b) => a - b),
    [0, 1, 2, 3, 4],
  );
  assert.deepEqual(matrix.tree[0], { left: 0, right: 1, distance: 0 });
});

test('only the devices that were asked for, in their order', async (context) => {
  const { tables, monotonicity } = tableClient(context);
  await tables.import({ name: table, spaceId, source: csv(content) });
  const matrix = await monotonicity.matrix({ table, devices: ['opposite', 'x', 'opposite'], resamples: 0 });
  assert.deepEqual(matrix.devices, ['opposite', 'x']);
  assert.deepEqual(matrix.srcc, [
    [1, -1],
    [-1, 1],
  ]);
  assert.deepEqual(matrix.low, [
    [null, null],
    [null, null],
  ]);
  const failure = await labFailure(monotonicity.matrix({ table, devices: ['x', 'z'] }));
  assert.equal(failure.code, 'not-found');
  assert.match(failure.remedy, /x, same, opposite/);
  assert.equal((await labFailure(monotonicity.matrix({ table: 'none' }))).code, 'not-found');
});

test('a pair has its points and ranks, and the interval of the matrix', async (context) => {
  const { tables, monotonicity } = tableClient(context);
  await tables.import({ name: table, spaceId, source: csv(content.replace(',3,9,98,', ',3,,98,')) });
  const pair = await monotonicity.pair({ table, a: 'same', b: 'x' });
  assert.deepEqual([pair.a, pair.b, pair.srcc, pair.architectures, pair.advice], ['same', 'x', 1, 24, 'reuse']);
  assert.deepEqual(
    pair.names,
    rows.filter((_, row) => row !== 2),
  );
  assert.deepEqual(
    [pair.latencyA.slice(0, 3), pair.latencyB.slice(0, 3), pair.rankB.slice(0, 3)],
    [
      [1, 4, 16],
      [1, 2, 4],
      [1, 2, 3],
    ],
  );
  const matrix = await monotonicity.matrix({ table });
  assert.deepEqual(pair.interval, { low: matrix.low[0]?.[1], high: matrix.high[0]?.[1] });
  assert.equal((await labFailure(monotonicity.pair({ table, a: 'x', b: 'x' }))).code, 'invalid-input');
});

test('a table that changed is looked at anew', async (context) => {
  const { tables, monotonicity } = tableClient(context);
  await tables.import({ name: table, spaceId, source: csv(content) });
  assert.equal((await monotonicity.matrix({ table, resamples: 0 })).srcc[0]?.[1], 1);
  await tables.remove({ table });
  await tables.import({ name: table, spaceId, source: csv(content.replace('x,same,opposite', 'x,opposite,same')) });
  assert.equal((await monotonicity.matrix({ table, devices: ['x', 'opposite'], resamples: 0 })).srcc[0]?.[1], 1);
});

const published = 'nas-bench-201/oneproxy.csv';

test('published latencies agree as published', { skip: withoutData(published) }, async (context) => {
  const { tables, monotonicity } = tableClient(context);
  await tables.import({ name: table, spaceId, source: { path: referenceData(published)! } });
  const pair = await monotonicity.pair({ table, a: 'true_vpu', b: 'eagle_gtx' });
  assert.ok(Math.abs(pair.srcc! - 0.690526859861756) < 1e-12, `${pair.srcc}`);
  assert.equal(pair.advice, 'adapt');

  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const matrix = await monotonicity.matrix({ table, resamples: 200 });
  delay.disable();
  context.diagnostic(`longest pause of the event loop: ${(delay.max / 1e6).toFixed(0)} ms`);
  assert.equal(matrix.pairs.length, 153);
  assert.equal(matrix.pairs.filter((one) => one.srcc! >= 0.9).length, 17);
  assert.ok(Math.abs(matrix.mean! - 0.73) < 0.005 && Math.abs(matrix.lowest! - 0.32) < 0.005, `${matrix.mean} ${matrix.lowest}`);
});
