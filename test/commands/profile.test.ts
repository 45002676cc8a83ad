import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import type { CollectedProfiles, ImportedProfile, ProfileSummary, SharedProfiles } from '../../preload/contract/profile.ts';
import type { TableData } from '../../preload/contract/table.ts';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';

const quick = ['--runs', '3', '--warmup', '1', '--minimum-ms', '0', '--blocks', '1', '--drift-limit', '1000000'];
/** A computer that is busy with other tests may rightly fail the smoke test: its times do not repeat. */
const unchecked = [...quick, '--no-check'];

async function json<Result>(...args: string[]): Promise<Result> {
  const { exitCode, stdout, stderr } = await proxylab([...args, '--json']);
  assert.equal(exitCode, 0, `${args.join(' ')}\n${stderr}`);
  return JSON.parse(stdout) as Result;
}

async function latencies(table: string, ...lab: string[]): Promise<Record<string, number | null>> {
  const data = (await json<{ table: TableData }>('table', 'show', table, ...lab)).table;
  return Object.fromEntries(data.names.map((name, row) => [name, data.values[0]![row]!]));
}

test('profile, measure, export; a fresh lab that imports the file has the same tables and gives out the same file', async (context) => {
  const folder = scratchFolder(context);
  const lab = ['--lab', join(folder, 'lab')];
  const fresh = ['--lab', join(folder, 'fresh')];
  const [file, tableFile, back, csv] = ['p.profile.json', 't.profile.json', 'back.profile.json', 'mine.csv'].map((name) =>
    join(folder, name),
  );
  const profiled = await json<{ profile: ProfileSummary }>('profile', 'local', ...unchecked, ...lab);
  assert.equal(profiled.profile.columns[0]?.signatureSet, 'nas-bench-201-10-2');
  await json('measure', 'local', '--space', 'mobilenet-v3', '--samples', '3', '--table', 'mine', ...quick, ...lab);

  await json('export', 'local', '-o', file!, ...lab);
  const { profile, added } = await json<ImportedProfile>('import', file!, ...fresh);
  assert.equal(added, 13);
  const own = await latencies('mine', ...lab);
  assert.deepEqual(await latencies('profiles-mobilenet-v3-onnxruntime-node_1.30.0', ...fresh), own);
  await json('export', profile.name, '-o', back!, ...fresh);
  const text = readFileSync(file!, 'utf8');
  assert.equal(readFileSync(back!, 'utf8'), text);
  for (const secret of [folder, hostname(), `/home/${userInfo().username}`]) assert.ok(!text.includes(secret), secret);

  await json('export', 'mine', '-o', tableFile!, ...lab);
  assert.deepEqual((JSON.parse(readFileSync(tableFile!, 'utf8')) as { sets: { latencies: unknown[] }[] }).sets[0]?.latencies.length, 3);
  await json('export', 'mine', '-o', csv!, ...lab);
  const imported = await json<{ table: TableData }>('import', csv!, ...fresh);
  assert.deepEqual([imported.table.name, imported.table.spaceId], ['mine', 'mobilenet-v3']);
  assert.deepEqual(await latencies('mine', ...fresh), own);
});

test('two labs share at the same moment; collecting gives one table of both', async (context) => {
  const folder = scratchFolder(context);
  const labs = ['a', 'b', 'c'].map((name) => ['--lab', join(folder, name)]);
  const [a, b, c] = labs as [string[], string[], string[]];
  const shared = join(folder, 'shared');
  mkdirSync(shared);
  const signature = resolve(import.meta.dirname, '../../resources/signatures/nas-bench-201.json');
  await json('measure', 'local', '--signature', signature, ...quick, ...a);
  await json('measure', 'local', '--signature', signature, ...quick, ...b);
  const results = await Promise.all([json<SharedProfiles>('share', shared, ...a), json<SharedProfiles>('share', shared, ...b)]);
  assert.equal(new Set(results.flatMap(({ files }) => files.map(({ file }) => file))).size, 2);
  assert.equal(readdirSync(shared).length, 2);
  writeFileSync(join(shared, 'x.profile.json'), readFileSync(join(shared, results[0].files[0]!.file)).subarray(0, 500));

  const collected = await json<CollectedProfiles>('collect', shared, ...c);
  assert.deepEqual(
    collected.profiles.map(({ added }) => added),
    [10, 10],
  );
  assert.deepEqual(
    collected.leftOut.map(({ reason, file }) => [reason, file]),
    [['broken', 'x.profile.json']],
  );
  assert.deepEqual(
    collected.tables.map(({ columns, architectures }) => [columns, architectures]),
    [[2, 10]],
  );
  assert.equal((await json<{ profiles: ProfileSummary[] }>('profiles', ...c)).profiles.length, 2);
});

test('what is no profile, no folder or no device is refused, and nothing is written', async (context) => {
  const folder = scratchFolder(context);
  const lab = ['--lab', join(folder, 'lab')];
  const broken = join(folder, 'broken.profile.json');
  writeFileSync(broken, '{"format":"proxylab-device-profile","version":1,"id":"x"}');
  writeFileSync(join(folder, 'text.csv'), 'arch,phone\nx,1\n');
  const refusals: readonly [args: string[], message: RegExp][] = [
    [['import', broken], /broken\.profile\.json is not a device profile/],
    [['import', join(folder, 'text.csv')], /does not say of which space/],
    [['import', join(folder, 'none.json')], /no file/],
    [['export', 'local', '-o', join(folder, 'out.profile.json')], /Nothing of a search space has been measured/],
    [['share', join(folder, 'none')], /no such folder/],
    [['collect', join(folder, 'none')], /no such folder/],
    [['profile', 'phone'], /no device “phone”/],
    [['profile', 'local', '--space', 'atlantis', '--no-check'], /no signature set of “atlantis”/],
    [['measure', 'local', '--signature', broken], /is not a signature set/],
  ];
  for (const [args, message] of refusals) {
    const { exitCode, stderr } = await proxylab([...args, ...lab]);
    assert.deepEqual([exitCode, message.test(stderr)], [2, true], stderr);
  }
  assert.deepEqual(readdirSync(folder).toSorted(), ['broken.profile.json', 'lab', 'text.csv']);
  assert.deepEqual(
    (await json<{ profiles: unknown[] }>('profiles', ...lab)).profiles.length,
    1,
    'a device that was looked at, without a column',
  );
});

test('the smoke test comes first: a device that fails it is not measured', async (context) => {
  const lab = ['--lab', join(scratchFolder(context), 'lab')];
  const { exitCode, stdout, stderr } = await proxylab(['profile', 'local', ...quick, '--json', ...lab]);
  if (exitCode === 2) return assert.match(stderr, /^Times repeat: The same network takes .* times as long/m);
  const { check } = JSON.parse(stdout) as { check: { title: string; status: string }[] };
  assert.deepEqual(
    check.map(({ title, status }) => [title, status]),
    ['What it is', 'Room for models', 'Runner starts', 'Results agree', 'Times repeat'].map((title) => [title, 'passed']),
  );
});
