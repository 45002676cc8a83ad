import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CostComparison } from '../../preload/contract/cost.ts';
import type { SignatureSet } from '../../preload/contract/signature.ts';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';
import { syntheticTable } from '../helpers/synthetic-table.ts';

test('a signature set of a file is a list that measure takes; too large a set is refused', async (context) => {
  const folder = scratchFolder(context);
  const file = join(folder, 'table.csv');
  const lab = ['--lab', join(folder, 'lab')];
  writeFileSync(file, syntheticTable(30, 6));
  const [text, json, large] = await Promise.all([
    proxylab(['signature', file, '--size', '4', ...lab]),
    proxylab(['signature', file, '--size', '4', '--method', 'greedy', '--seed', '1', '--json', ...lab]),
    proxylab(['signature', file, '--size', '31', '--json', ...lab]),
  ]);
  assert.equal(text.exitCode, 0, text.stderr);
  const set = JSON.parse(json.stdout) as SignatureSet;
  assert.equal(new Set(set.networks).size, 4);
  assert.deepEqual([set.devices, set.candidates], [6, 30]);
  assert.equal(text.stdout, `# 4 of 30 networks of table.csv, by 6 devices: greedy, seed 1\n${set.networks.join('\n')}\n`);
  assert.equal(large.exitCode, 2);
  assert.match(large.stderr, /31 networks cannot be chosen from 30/);
});

test('cost reckons with the pace of the table’s campaigns, or with the one that is given', async (context) => {
  const folder = scratchFolder(context);
  const lab = ['--lab', join(folder, 'lab'), '--json'];
  const quick = ['--runs', '3', '--warmup', '1', '--minimum-ms', '0', '--drift-limit', '1000000'];
  const measured = await proxylab(['measure', 'local', '--space', 'nas-bench-201', '--samples', '3', '--table', 'mine', ...quick, ...lab]);
  assert.equal(measured.exitCode, 0, measured.stderr);
  const cost = async (...args: string[]): Promise<CostComparison> => {
    const { exitCode, stdout, stderr } = await proxylab(['cost', '--table', 'mine', '--devices', '1,100', ...args, ...lab]);
    assert.equal(exitCode, 0, stderr);
    return JSON.parse(stdout) as CostComparison;
  };
  const own = await cost();
  assert.equal(own.measured.length, 1);
  assert.equal(own.secondsPerArchitecture, own.measured[0]!.secondsPerArchitecture);
  assert.ok(own.secondsPerArchitecture > 0 && own.secondsPerArchitecture < 600);
  const given = await cost('--seconds-per-architecture', '36', '--architectures', '1000', '--samples', '100');
  assert.deepEqual([given.latencyHours, given.adaptationHours], [10, 1]);
  const hours = Object.fromEntries(given.rows.filter(({ devices }) => devices === 100).map((row) => [row.approach, row.hours]));
  assert.equal(hours['once-for-all'], 1200 + 100 + 1000);
  assert.equal(hours['one proxy, adapted'], 1200 + 100 + 10 + 99);
});

test('cost of a file needs a pace', async (context) => {
  const file = join(scratchFolder(context), 'table.csv');
  writeFileSync(file, syntheticTable(10, 2));
  const { exitCode, stderr } = await proxylab(['cost', '--table', file]);
  assert.equal(exitCode, 2);
  assert.match(stderr, /No campaign of table\.csv tells how long measuring takes/);
});

test('the published example needs no table: 100 devices of 20 and of 100 hours', async () => {
  const hours = async (latencyHours: string): Promise<Record<string, number>> => {
    const given = ['--latency-hours', latencyHours, '--supernet-hours', '1000', '--accuracy-hours', '100'];
    const { exitCode, stdout, stderr } = await proxylab(['cost', '--devices', '100', ...given, '--json']);
    assert.equal(exitCode, 0, stderr);
    return Object.fromEntries((JSON.parse(stdout) as CostComparison).rows.map((row) => [row.approach, row.hours]));
  };
  const [few, many] = await Promise.all([hours('20'), hours('100')]);
  assert.deepEqual([few['once-for-all'], many['once-for-all']], [3100, 11_100]);
  assert.deepEqual([few['one proxy as it is'], many['one proxy as it is']], [1120, 1200]);
  const { exitCode, stderr } = await proxylab(['cost']);
  assert.equal(exitCode, 2);
  assert.match(stderr, /Nothing tells how long a device is measured/);
});
