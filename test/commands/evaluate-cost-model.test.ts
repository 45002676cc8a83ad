import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CostModelReport } from '../../preload/contract/evaluation.ts';
import { latencyCsv, networkLines, syntheticLatencies, syntheticNetworks } from '../core/cost-model/synthetic-devices.ts';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';

test('evaluate cost-model prints figures beside the scalar’s, and refuses what it cannot use with code 2', async (context) => {
  const folder = scratchFolder(context);
  const [table, networks] = [join(folder, 'latency.csv'), join(folder, 'networks.jsonl')];
  const known = syntheticNetworks(20);
  writeFileSync(table, latencyCsv(known, syntheticLatencies(known, 8)));
  writeFileSync(networks, networkLines(known));
  const evaluate = (...args: string[]) =>
    proxylab(['evaluate', 'cost-model', '--table', table, '--networks', networks, '--seeds', '2', ...args]);
  const [text, json, both, large] = await Promise.all([
    evaluate('--signature-size', '3'),
    evaluate('--signature-size', '3', '--method', 'boosting', '--select', 'random', '--test-devices', 'phone 1,phone 2', '--json'),
    evaluate('--signature-size', '3', '--split', '0.5', '--test-devices', 'phone 1'),
    evaluate('--signature-size', '20', '--json'),
  ]);
  assert.equal(text.exitCode, 0, text.stderr);
  assert.match(text.stdout, /^2 splits, .*17 networks scored\nmethod +signature +R² .*\nauto +3 .*\nscalar +3 /);

  const { rows, summary, baselines } = JSON.parse(json.stdout) as CostModelReport;
  assert.deepEqual(
    rows.map(({ target, samples, method, seed, trainingDevices, testDevices }) => [
      target,
      samples,
      method,
      seed,
      trainingDevices,
      testDevices,
    ]),
    [
      ['pooled', 3, 'boosting', 1, 6, 2],
      ['pooled', 3, 'boosting', 2, 6, 2],
    ],
  );
  assert.ok(summary[0]!.mean.mape! < 1 && summary[0]!.worst.mape! >= summary[0]!.mean.mape!);
  assert.deepEqual(
    baselines.map(({ method, seed }) => [method, seed]),
    [
      ['scalar', 1],
      ['scalar', 2],
    ],
  );

  assert.deepEqual([both.exitCode, large.exitCode], [2, 2]);
  assert.match(both.stderr, /Give --split or --test-devices/);
  assert.match(large.stderr, /a signature set of 20 and 0 held out leave none to score/);
});
