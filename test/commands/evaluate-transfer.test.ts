import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TransferReport } from '../../preload/contract/evaluation.ts';
import { openStore } from '../../main/store/open-store.ts';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';
import { syntheticTable } from '../helpers/synthetic-table.ts';

const quick = ['--targets', 'device_2', '--samples', '5,10', '--seeds', '1', '--method', 'adaproxy', '--select', 'random'];

test('evaluate transfer works on a table of the lab, and on a file beside a lab that is open', async (context) => {
  const folder = scratchFolder(context);
  const file = join(folder, 'table.csv');
  const lab = ['--lab', join(folder, 'lab')];
  writeFileSync(file, syntheticTable(40, 3));
  const imported = await proxylab(['table', 'import', file, '--name', 'mine', '--space', 'nas-bench-201', ...lab]);
  assert.equal(imported.exitCode, 0, imported.stderr);
  const byName = await proxylab(['evaluate', 'transfer', '--table', 'mine', ...quick, '--baselines', 'none', ...lab]);
  assert.equal(byName.exitCode, 0, byName.stderr);
  assert.match(
    byName.stdout,
    /^2 results on 1 targets.*\nmethod +samples +SRCC .*\nadaproxy +5 .*\nnone +5 .*\nadaproxy +10 .*\nnone +10 /,
  );

  const store = openStore(lab[1]!, { holder: 'the window' });
  context.after(() => store.close());
  const byFile = await proxylab(['evaluate', 'transfer', '--table', file, '--space', 'nas-bench-201', ...quick, ...lab, '--json']);
  const report = JSON.parse(byFile.stdout) as TransferReport;
  assert.deepEqual(
    report.rows.map(({ target, samples, method, seed, source }) => [target, samples, method, seed, source]),
    [
      ['device_2', 5, 'adaproxy', 1, undefined],
      ['device_2', 10, 'adaproxy', 1, undefined],
    ],
  );
  assert.deepEqual([...new Set(report.baselines.map(({ method }) => method))], ['gp-no-source', 'none']);
});

test('evaluate transfer refuses what it cannot use with code 2, and says where', async (context) => {
  const folder = scratchFolder(context);
  const file = join(folder, 'broken.csv');
  writeFileSync(file, syntheticTable(20, 2).replace(/,[\d.]+\n$/, ',-3\n'));
  const results = await Promise.all([
    proxylab(['evaluate', 'transfer', '--table', file, '--space', 'nas-bench-201', '--json']),
    proxylab(['evaluate', 'transfer', '--table', file, '--space', 'nas-bench-201', '--seeds', '0', '--json']),
  ]);
  const sentences = [/broken\.csv, line 21, column .*device_1/, /seeds/];
  for (const [i, { exitCode, stdout, stderr }] of results.entries()) {
    assert.equal(exitCode, 2);
    assert.match(stderr, sentences[i]!);
    assert.equal(Object.keys(JSON.parse(stdout) as object).join(), 'error');
  }
});
