import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { isLabError } from '../../main/core/lab-error.ts';
import { printDeviceProfile } from '../../main/formats/device-profile.ts';
import { mergeProfiles } from '../../main/formats/merge-profiles.ts';
import { type FolderFile, readProfileFolder, shareProfile } from '../../main/formats/profile-folder.ts';
import { cell } from '../services/table-client.ts';
import { exampleProfile, profileSet } from './device-profiles.ts';

function folderOf(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-shared-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function filesOf(folder: string): Promise<FolderFile[]> {
  const files: FolderFile[] = [];
  for await (const file of readProfileFolder(folder)) files.push(file);
  return files;
}

const of = (id: string, latencyMs: number) =>
  exampleProfile([profileSet('nas-bench-201', new Map([[cell('none'), latencyMs]]))], { id: id.repeat(32) });

test('profiles shared at once stand side by side, the same one once', async (context) => {
  const folder = folderOf(context);
  const profiles = Array.from({ length: 20 }, (_, lab) => of((lab % 10).toString(16), 1 + (lab % 15)));
  const shared = await Promise.all(profiles.flatMap((profile) => [shareProfile(folder, profile), shareProfile(folder, profile)]));
  assert.equal(new Set(shared.map(({ file }) => file)).size, 20);
  assert.deepEqual(readdirSync(folder).toSorted(), [...new Set(shared.map(({ file }) => file))].toSorted(), 'no temporary file is left');
  assert.deepEqual(await shareProfile(folder, profiles[0]!), { file: shared[0]!.file, isNew: false });
  const read = await filesOf(folder);
  assert.ok(read.every((one) => 'profile' in one));
  assert.equal(readFileSync(join(folder, shared[0]!.file), 'utf8'), printDeviceProfile(profiles[0]!));
});

test('broken, unfinished and foreign files are told and hidden ones passed over', async (context) => {
  const folder = folderOf(context);
  const { file } = await shareProfile(folder, of('a', 1));
  writeFileSync(join(folder, 'cut.profile.json'), readFileSync(join(folder, file), 'utf8').slice(0, 300));
  writeFileSync(join(folder, '.x.profile.json.123.part'), '{');
  writeFileSync(join(folder, 'notes.txt'), 'hello');
  writeFileSync(join(folder, '.DS_Store'), '');
  mkdirSync(join(folder, 'folder.profile.json'));
  const faults = (await filesOf(folder)).map((one) => [one.file, 'fault' in one ? one.fault : 'sound']);
  assert.deepEqual(faults, [
    ['.x.profile.json.123.part', 'broken'],
    [file, 'sound'],
    ['cut.profile.json', 'broken'],
    ['notes.txt', 'foreign'],
  ]);
});

test('a folder that is not there is not made', async (context) => {
  const folder = folderOf(context);
  const missing = join(folder, 'missing');
  await assert.rejects(shareProfile(missing, of('a', 1)), (error) => isLabError(error, 'not-found'));
  await assert.rejects(filesOf(missing), (error) => isLabError(error, 'not-found'));
  writeFileSync(missing, '');
  await assert.rejects(shareProfile(missing, of('a', 1)), (error) => isLabError(error, 'invalid-input'));
});

test('merging adds what is new and keeps what is there', () => {
  const kept = exampleProfile([profileSet('nas-bench-201', new Map([[cell('none'), 1]]))]);
  const other = exampleProfile([
    profileSet(
      'nas-bench-201',
      new Map([
        [cell('none'), 2],
        [cell('skip_connect'), 3],
      ]),
    ),
    profileSet('fbnet', new Map([[`fbnet:${'0-'.repeat(21)}0`, 5]])),
  ]);
  const { profile, added, known, conflicts } = mergeProfiles(kept, other);
  assert.deepEqual([added, known], [2, 0]);
  assert.deepEqual(
    conflicts.map(({ architecture, keptMs, refusedMs }) => [architecture, keptMs, refusedMs]),
    [[cell('none'), 1, 2]],
  );
  assert.deepEqual(
    profile.sets.map(({ latencies }) => latencies.map(({ medianMs }) => medianMs)),
    [[1, 3], [5]],
  );
  const again = mergeProfiles(profile, profile);
  assert.deepEqual([again.added, again.known, again.conflicts], [0, 3, []]);
  assert.equal(printDeviceProfile(again.profile), printDeviceProfile(profile));
});
