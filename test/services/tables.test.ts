import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { referenceData, withoutData } from '../helpers/requirements.ts';
import { temporaryFolder } from '../store/fixtures.ts';
import { cell, csv, labFailure, tableClient } from './table-client.ts';

const spaceId = 'nas-bench-201';
const content = `# source: a test\narch,x,y\n${cell('none')},0.1,\n${cell('skip_connect')},${1 / 3},12\n`;

test('imports, lists, shows, exports and removes a table', async (context) => {
  const { tables } = tableClient(context);
  const summary = await tables.import({ name: 'mine', spaceId, source: csv(content) });
  assert.deepEqual(
    { ...summary, createdAtMs: 0 },
    {
      name: 'mine',
      spaceId,
      quantity: 'latency',
      unit: 'ms',
      source: 'a test',
      architectures: 2,
      columns: [
        { name: 'x', measured: 2, origin: 'imported' },
        { name: 'y', measured: 1, origin: 'imported' },
      ],
      createdAtMs: 0,
    },
  );
  assert.deepEqual(await tables.list(), [summary]);
  assert.deepEqual(await tables.get({ table: 'mine' }), {
    ...summary,
    names: [cell('none'), cell('skip_connect')],
    values: [
      [0.1, 1 / 3],
      [null, 12],
    ],
  });
  const exported = await tables.export({ table: 'mine' });
  await tables.import({ name: 'again', spaceId, source: { fileName: 'again.csv', content: exported } });
  assert.deepEqual((await tables.get({ table: 'again' })).values, (await tables.get({ table: 'mine' })).values);
  assert.deepEqual(await (await tables.export({ table: 'again' })).text(), await exported.text());
  await tables.remove({ table: 'mine' });
  assert.deepEqual(
    (await tables.list()).map((table) => table.name),
    ['again'],
  );
});

test('a refused table leaves nothing behind and says where it is wrong', async (context) => {
  const { tables } = tableClient(context);
  const wrongName = csv(`arch,x\n${cell('none')},1\n${cell('nome')},2\n`);
  const failure = await labFailure(tables.import({ name: 'mine', spaceId, source: wrongName }));
  assert.equal(failure.code, 'invalid-input');
  assert.match(failure.message, /^table\.csv, line 3, column “arch”: .*nome/);
  const negative = csv(`arch,x\n${cell('none')},-1\n`);
  assert.equal((await labFailure(tables.import({ name: 'mine', spaceId, source: negative }))).code, 'invalid-input');
  const unknown = await labFailure(tables.import({ name: 'mine', spaceId: 'fbnet-9', source: csv(content) }));
  assert.equal(unknown.code, 'not-found');
  assert.match(unknown.message, /fbnet-9/);
  assert.match(unknown.remedy, /nas-bench-201/);
  assert.deepEqual(await tables.list(), []);
  await tables.import({ name: 'mine', spaceId, source: csv(content) });
  assert.equal((await labFailure(tables.import({ name: 'mine', spaceId, source: csv(content) }))).code, 'already-exists');
  assert.equal((await labFailure(tables.get({ table: 'none' }))).code, 'not-found');
});

const wholeTable = `# unit: ms\narch,x,y\n${cell('none')},1,2\n${cell('skip_connect')},3,4\n`;

const damaged: readonly (readonly [string, BlobPart, RegExp])[] = [
  ['a truncated gzip', gzipSync(wholeTable).subarray(0, -12), /^table\.csv, line \d+, column \d+: .*ends too early/],
  ['a wrong header', wholeTable.replace('arch', 'name'), /^table\.csv, line 2, column 1: the header begins with “name”/],
  ['an architecture twice', `${wholeTable}${cell('none')},5,6\n`, /^table\.csv, line 5, column “arch”: .* of line 3 again/],
  ['a device twice', wholeTable.replace('x,y', 'x,x'), /^table\.csv, line 2, column “x”: the columns 2 and 3 have the same name/],
  ['two units', `# unit: us\n${wholeTable}`, /^table\.csv, line 2, column 1: the unit was “us” in line 1/],
  ['a unit below the values', `${wholeTable}# unit: us\n`, /^table\.csv, line 5, column 1: the unit stands below the header/],
  ['a unit in a cell', wholeTable.replace('3,4', '3 us,4'), /^table\.csv, line 4, column “x”: “3 us” is not a number/],
  ['an endless line', `${wholeTable}${'1'.repeat(2_000_000)}`, /^table\.csv, line 5, column 1: the line is longer/],
  ['a pickle of code', "cos\nsystem\n(S'true'\ntR.", /^table\.csv/],
];

for (const [what, content, message] of damaged) {
  test(`${what} is told with its place, and nothing is imported`, async (context) => {
    const { tables } = tableClient(context);
    const source = { fileName: 'table.csv', content: new Blob([content]) };
    const failure = await labFailure(tables.import({ name: 'mine', spaceId, source }));
    assert.match(failure.message, message);
    assert.match(failure.message, /Nothing was imported\.$/);
    assert.notEqual(failure.remedy, '');
    assert.deepEqual(await tables.list(), []);
  });
}

test('recognises published files, takes their order and keeps where they come from', async (context) => {
  const { tables } = tableClient(context);
  const log = ',nasbench201_2,11.7491,0.573,4.87\n';
  const nnMeter = await tables.import({ name: 'log', spaceId, source: csv(log, 'nasbench201-log.csv'), column: 'cortex' });
  assert.deepEqual([nnMeter.source, nnMeter.columns[0]?.name], ['nn-Meter log: nasbench201-log.csv', 'cortex']);
  const order = csv(`${cell('none')}\n${cell('skip_connect')}\n`, 'order.txt');
  await tables.import({ name: 'runs', spaceId, source: csv('3,1,2\n4,5,6\n', 'phone.txt'), order, format: 'cost-model' });
  const runs = await tables.get({ table: 'runs' });
  assert.deepEqual([runs.names, runs.values], [[cell('none'), cell('skip_connect')], [[2, 5]]]);
});

test('reads a file of this machine and names it as the source', async (context) => {
  const { tables } = tableClient(context);
  const path = join(temporaryFolder(context), 'accuracies.csv');
  writeFileSync(path, `arch,cifar10\n${cell('none')},-1\n${cell('skip_connect')},91.5\n`);
  const summary = await tables.import({ name: 'accuracy', spaceId, quantity: 'accuracy', missing: -1, source: { path } });
  assert.deepEqual([summary.source, summary.unit, summary.columns[0]?.measured], ['accuracies.csv', '%', 1]);
  assert.equal((await labFailure(tables.import({ name: 'other', spaceId, source: { path: `${path}.none` } }))).code, 'not-found');
});

test('the sample table is there once, with everything that an empty page needs', async (context) => {
  const { tables, monotonicity } = tableClient(context);
  const sample = await tables.importSample();
  assert.deepEqual([sample.name, sample.spaceId, sample.quantity, sample.unit], ['sample', spaceId, 'latency', 'ms']);
  assert.ok(sample.architectures >= 100 && sample.columns.length >= 4);
  assert.ok(sample.columns.every(({ measured }) => measured === sample.architectures));
  assert.match(sample.source, /ProxyLab/);
  assert.deepEqual(await tables.importSample(), sample);
  assert.equal((await tables.list()).length, 1);
  const matrix = await monotonicity.matrix({ table: sample.name });
  assert.ok(matrix.pairs.length >= 6 && matrix.pairs.every(({ srcc }) => srcc !== null));
});

test('imports the published tables whole', { skip: withoutData('nas-bench-201/help.csv.gz') }, async (context) => {
  const { tables } = tableClient(context);
  const help = await tables.import({ name: 'help', spaceId, source: { path: referenceData('nas-bench-201/help.csv.gz')! } });
  assert.deepEqual([help.architectures, help.columns.length, help.columns[0]?.measured], [15_625, 23, 15_625]);
  const oneproxy = await tables.import({ name: 'oneproxy', spaceId, source: { path: referenceData('nas-bench-201/oneproxy.csv')! } });
  assert.deepEqual([oneproxy.architectures, oneproxy.columns.length], [1999, 18]);
  assert.equal(oneproxy.columns.find((column) => column.name === 'rice_edgetpu')?.measured, 1999 - 259);
});
