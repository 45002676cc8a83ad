import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';

const cell = '|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|';

interface Imported {
  readonly table: { readonly source: string; readonly architectures: number; readonly columns: readonly { readonly name: string }[] };
}

test('published files are recognised by their content, and a format can be forced', async (context) => {
  const folder = scratchFolder(context);
  const lab = ['--lab', join(folder, 'lab'), '--json'];
  const space = ['--space', 'nas-bench-201'];
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const log = file('nasbench201-log.csv', ',nasbench201_0,11.5,0.5,4.8\n');
  const recognised = await proxylab(['table', 'import', log, '--name', 'log', ...space, '--column', 'cortex', ...lab]);
  assert.equal(recognised.exitCode, 0, recognised.stderr);
  const { table } = JSON.parse(recognised.stdout) as Imported;
  assert.deepEqual([table.source, table.columns[0]?.name], ['nn-Meter log: nasbench201-log.csv', 'cortex']);

  const order = file('order.txt', `${cell}\n`);
  const runs = file('phone.txt', '3,1,2\n');
  const forced = await proxylab(['table', 'import', runs, '--name', 'r', ...space, '--format', 'cost-model', '--order', order, ...lab]);
  assert.equal(forced.exitCode, 0, forced.stderr);
  const without = await proxylab(['table', 'import', runs, '--name', 'without', ...space, ...lab]);
  assert.equal(without.exitCode, 2);
  assert.match(without.stderr, /phone\.txt: the file holds 1 values and no names of architectures/);
  assert.equal((await proxylab(['table', 'import', runs, '--name', 'x', ...space, '--format', 'xml', ...lab])).exitCode, 2);
});

test('the sample table can be compared at once', async (context) => {
  const lab = ['--lab', join(scratchFolder(context), 'lab'), '--json'];
  const sample = await proxylab(['table', 'sample', ...lab]);
  assert.equal(sample.exitCode, 0, sample.stderr);
  assert.ok((JSON.parse(sample.stdout) as Imported).table.architectures >= 100);
  assert.equal((await proxylab(['monotonicity', 'sample', ...lab])).exitCode, 0);
});
