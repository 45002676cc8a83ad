import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { test } from 'node:test';
import { openStore } from '../../main/store/open-store.ts';
import { proxylab, scratchFolder, type CommandResult } from '../helpers/command-line.ts';
import { smallDisk, withoutMount } from '../helpers/small-disk.ts';

const cell = '|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|';

/** An expected failure: exit code 2, a sentence on stderr, one JSON object on stdout, no stack trace. */
function assertRefused(result: CommandResult, code: string, sentence: RegExp): void {
  assert.equal(result.exitCode, 2, result.stderr);
  assert.match(result.stderr, sentence);
  assert.doesNotMatch(result.stderr, /\n\s+at |This is a bug/);
  const { error } = JSON.parse(result.stdout) as { readonly error: { readonly code: string; readonly remedy: string } };
  assert.equal(error.code, code);
  assert.notEqual(error.remedy, '');
}

for (const [what, text, place] of [
  ['a negative cell', '-1.5', /line 3.*phone|phone.*line 3/s],
  ['a NaN cell', 'NaN', /line 3.*phone|phone.*line 3/s],
  ['a text cell', 'fast', /line 3.*phone|phone.*line 3/s],
] as const) {
  test(`a table with ${what} is refused with its place, and nothing is imported`, async (context) => {
    const folder = scratchFolder(context);
    const file = join(folder, 'table.csv');
    const lab = join(folder, 'lab');
    writeFileSync(file, `arch,phone\n${cell},1.5\n${cell.replace('skip_connect~2', 'none~2')},${text}\n`);
    const result = await proxylab(['table', 'import', file, '--name', 't', '--space', 'nas-bench-201', '--lab', lab, '--json']);
    assertRefused(result, 'invalid-input', place);
    const { stdout } = await proxylab(['table', 'list', '--lab', lab, '--json']);
    assert.deepEqual(JSON.parse(stdout), { tables: [] });
  });
}

test('a wrong architecture name, space, device, table and job are refused', async (context) => {
  const lab = join(scratchFolder(context), 'lab');
  const refused = async (args: readonly string[], code: string, sentence: RegExp): Promise<void> =>
    assertRefused(await proxylab([...args, '--lab', lab, '--json']), code, sentence);
  await refused(['arch', 'nas-bench-201', '|conv~0|'], 'invalid-input', /NAS-Bench-201/);
  await refused(['arch', 'mobilenet-v3', 'mbv3:224:9-9-9-9-9'], 'invalid-input', /mbv3|MobileNetV3/i);
  await refused(['sample', 'resnet', '-n', '3'], 'not-found', /resnet/);
  await refused(['measure', 'pixel', '--space', 'nas-bench-201', '--samples', '3'], 'not-found', /pixel/);
  await refused(['measure', 'local', '--space', 'nas-bench-201'], 'invalid-input', /samples|architectures/);
  await refused(['measure', 'local', '--space', 'nas-bench-201', '--samples', '-3'], 'invalid-input', /samples/);
  await refused(['monotonicity', 'nothing'], 'not-found', /nothing/);
  await refused(['campaign', 'resume', 'nothing'], 'not-found', /nothing/);
  await refused(['search', '--space', 'nas-bench-201'], 'invalid-input', /latenc/);
});

test('a wrong name in a file of architectures is refused with its line', async (context) => {
  const file = join(scratchFolder(context), 'names.txt');
  writeFileSync(file, `# cells\n${cell}\n\n|conv~0|\n`);
  const result = await proxylab(['measure', 'local', '--space', 'nas-bench-201', '--archs', file, '--lab', `${file}.lab`, '--json']);
  assertRefused(result, 'invalid-input', /names\.txt, line 4, column 1: .*NAS-Bench-201/);
});

test('unknown commands and options end with code 2', async () => {
  assert.equal((await proxylab(['frobnicate'])).exitCode, 2);
  assert.equal((await proxylab(['sample', 'nas-bench-201', '--samples', 'many'])).exitCode, 2);
});

test('a read-only lab folder is refused', async (context) => {
  const parent = scratchFolder(context);
  chmodSync(parent, 0o555);
  const result = await proxylab(['table', 'list', '--lab', join(parent, 'lab'), '--json'], { heldBackByPermissions: true });
  chmodSync(parent, 0o755); // or the folder cannot be removed
  assertRefused(result, 'permission-denied', /lab/);
  assert.deepEqual(readdirSync(parent), []);
});

test('a lab that another program holds is refused', async (context) => {
  const lab = join(scratchFolder(context), 'lab');
  const store = openStore(lab, { holder: 'the first lab' });
  context.after(() => store.close());
  assertRefused(await proxylab(['table', 'list', '--lab', lab, '--json']), 'lab-in-use', /the first lab/);
});

test('a full disk is refused and leaves nothing half-written', { skip: withoutMount() }, async (context) => {
  const disk = smallDisk(context, '64k');
  const lab = join(scratchFolder(context), 'lab');
  const file = join(disk, 'cell.onnx');
  assertRefused(await proxylab(['arch', 'nas-bench-201', cell, '--onnx', file, '--lab', lab, '--json']), 'disk-full', /cell\.onnx/);
  assert.ok(!existsSync(file));
  assert.deepEqual(readdirSync(disk), []);
  assertRefused(await proxylab(['table', 'list', '--lab', join(disk, 'lab'), '--json']), 'disk-full', /nothing/i);
});

test('a port in use is refused', async (context) => {
  const folder = scratchFolder(context);
  mkdirSync(join(folder, 'lab'));
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  assertRefused(await proxylab(['serve', '--port', String(port), '--lab', join(folder, 'lab'), '--json']), 'port-in-use', /in use/);
});
