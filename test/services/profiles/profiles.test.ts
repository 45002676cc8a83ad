import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { DeviceProfile } from '../../../preload/contract/device-profile.ts';
import { printDeviceProfile } from '../../../main/formats/device-profile.ts';
import { shareProfile } from '../../../main/formats/profile-folder.ts';
import { type Lab, openLab } from '../../../main/lab.ts';
import { exampleProfile, profileSet } from '../../formats/device-profiles.ts';
import { syntheticLatencies, syntheticNetworks } from '../../helpers/synthetic-devices.ts';
import { csv, labFailure } from '../table-client.ts';

const architectures = syntheticNetworks(25);
const latenciesMs = syntheticLatencies(architectures, 8);
const quick = { warmup: 1, runs: 3, minimumMs: 0, blocks: 1, driftLimit: 1e9 };

function scratch(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-profiles-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function newLab(context: TestContext): Lab {
  const lab = openLab({ folder: scratch(context) });
  context.after(() => lab.close());
  return lab;
}

function phone(device: number, change: (latencyMs: number, row: number) => number = (latencyMs) => latencyMs, count = 25): DeviceProfile {
  const values = new Map(latenciesMs[device]!.slice(0, count).map((latencyMs, row) => [architectures[row]!, change(latencyMs, row)]));
  return exampleProfile([profileSet('nas-bench-201', values)], { id: device.toString(16).repeat(32), name: `Phone ${device}` });
}

const file = (profile: DeviceProfile) => ({ source: csv(printDeviceProfile(profile), 'phone.profile.json') });
const table = 'profiles-nas-bench-201-onnxruntime_1.30.0';

async function columnOf(lab: Lab, column: string): Promise<Map<string, number | null>> {
  const data = await lab.client.tables.get({ table });
  const place = data.columns.findIndex(({ name }) => name === column);
  assert.ok(place >= 0, `${column} is one of ${data.columns.map(({ name }) => name).join(', ')}`);
  return new Map(data.names.map((name, row) => [name, data.values[place]![row]!]));
}

test('an imported profile is a column, to the last digit, and goes out as it came in', async (context) => {
  const { client, ...lab } = newLab(context);
  const imported = await client.profiles.import(file(phone(1)));
  assert.deepEqual([imported.added, imported.known, imported.leftOut, imported.profile.origin], [25, 0, [], 'imported']);
  const column = await columnOf({ client, ...lab }, 'Phone 1 111111 f32-1t');
  assert.deepEqual(column, new Map(architectures.toSorted().map((name) => [name, latenciesMs[1]![architectures.indexOf(name)]!])));
  assert.equal(await (await client.profiles.export({ device: 'Phone 1' })).text(), printDeviceProfile(phone(1)));
  assert.equal((await client.profiles.import(file(phone(1)))).known, 25);
  await client.profiles.import(file(phone(2)));
  const { pairs } = await client.monotonicity.matrix({ table });
  assert.equal(pairs.length, 1, 'imported devices are proxy and target like any others');
  await client.profiles.remove({ profileId: imported.profile.id });
  assert.deepEqual(
    (await client.profiles.list()).map(({ name }) => name),
    ['Phone 2'],
  );
});

test('another value for what is known is left out and told; what is new is added', async (context) => {
  const lab = newLab(context);
  await lab.client.profiles.import(file(phone(1, (ms) => ms, 20)));
  const { added, known, leftOut } = await lab.client.profiles.import(file(phone(1, (ms, row) => (row === 4 ? 2 * ms : ms))));
  assert.deepEqual([added, known], [5, 19]);
  assert.deepEqual(
    leftOut.map(({ reason, latencies, architectures: names }) => [reason, latencies, names]),
    [['conflicting', 1, [architectures[4]]]],
  );
  assert.equal((await columnOf(lab, 'Phone 1 111111 f32-1t')).get(architectures[4]!), latenciesMs[1]![4]);
});

test('runtimes and conditions are never mixed; devices of one name are told apart', async (context) => {
  const { client } = newLab(context);
  const other = phone(1);
  other.sets.push({ ...other.sets[0]!, conditions: { ...other.sets[0]!.conditions, runtime: 'tflite 2.16' } });
  other.sets.push({ ...other.sets[0]!, conditions: { ...other.sets[0]!.conditions, precision: 'int8', affinity: [4, 5] } });
  const { profile } = await client.profiles.import(file(other));
  assert.deepEqual(profile.columns.map(({ table: name, column }) => `${name} ${column}`).toSorted(), [
    `${table} Phone 1 111111 f32-1t`,
    `${table} Phone 1 111111 int8-1t-cpu4-5`,
    'profiles-nas-bench-201-tflite_2.16 Phone 1 111111 f32-1t',
  ]);
  await client.profiles.import(file({ ...phone(2), name: 'Phone 1' }));
  assert.equal((await client.tables.get({ table })).columns.length, 3);
  const forged = { ...phone(3), name: 'Phone 1', id: `111111${'0'.repeat(26)}` };
  assert.equal((await labFailure(client.profiles.import(file(forged)))).code, 'already-exists');
  assert.equal((await labFailure(client.profiles.export({ device: 'Phone 1' }))).code, 'invalid-input');
});

test('collecting takes everybody’s profiles but for what is broken, conflicting or implausible', async (context) => {
  const lab = newLab(context);
  const folder = scratch(context);
  for (let device = 0; device < 6; device++) await shareProfile(folder, phone(device));
  await shareProfile(
    folder,
    phone(6, (_, row) => latenciesMs[6]![(row * 7) % 25]!),
  );
  await shareProfile(
    folder,
    phone(7, (ms, row) => (row === 3 ? 4 * ms : ms)),
  );
  const later = phone(1, (ms, row) => (row === 2 ? 1.2 * ms : ms));
  await shareProfile(folder, { ...later, provenance: { ...later.provenance, lastMeasuredAtMs: 1_800_000_000_000 } });
  writeFileSync(join(folder, 'cut.profile.json'), printDeviceProfile(phone(1)).slice(0, 1000));
  writeFileSync(join(folder, 'notes.txt'), '');
  const collected = await lab.client.profiles.collect({ folder });
  assert.deepEqual(
    collected.leftOut.map(({ reason, device, latencies, architectures: names }) => [
      reason,
      device,
      latencies,
      names.length === 1 ? names[0] : names.length,
    ]),
    [
      ['broken', null, 0, 0],
      ['foreign', null, 0, 0],
      ['conflicting', 'Phone 1', 1, architectures[2]],
      ['implausible', 'Phone 6', 25, 20],
      ['implausible', 'Phone 7', 1, architectures[3]],
    ],
    JSON.stringify(collected.leftOut, null, 1),
  );
  assert.deepEqual(collected.tables, [{ table, spaceId: 'nas-bench-201', columns: 7, architectures: 25 }]);
  const column = await columnOf(lab, 'Phone 7 777777 f32-1t');
  assert.deepEqual([...column.values()].filter((value) => value === null).length, 1);
  assert.equal((await columnOf(lab, 'Phone 1 111111 f32-1t')).get(architectures[2]!), latenciesMs[1]![2], 'the earlier value stands');

  const before = await (await lab.client.tables.export({ table })).text();
  const again = await lab.client.profiles.collect({ folder });
  assert.deepEqual(
    again.profiles.map(({ added }) => added),
    again.profiles.map(() => 0),
  );
  assert.equal(await (await lab.client.tables.export({ table })).text(), before, 'collecting once more changes nothing');
});

test('a lab profiles its device, goes on where it was interrupted, shares it, and another lab has the same table', async (context) => {
  const lab = newLab(context);
  const { client } = lab;
  const { campaign } = await client.profiles.measure({ deviceId: 'local', ...quick });
  assert.equal(campaign?.total, 10);
  await client.campaigns.pause({ campaignId: campaign.id });
  const { campaign: resumed } = await client.profiles.measure({ deviceId: 'local', ...quick });
  assert.equal(resumed?.id, campaign.id, 'the interrupted campaign goes on');
  for await (const _ of await client.campaigns.watch({ campaignId: campaign.id }));
  assert.equal((await client.profiles.measure({ deviceId: 'local', ...quick })).campaign, null, 'nothing is measured twice');
  const own = await client.profiles.save({ deviceId: 'local' });
  assert.deepEqual([own.origin, own.columns.length, own.columns[0]?.signatureSet], ['own', 1, 'nas-bench-201-10-2']);

  const folder = scratch(context);
  const shared = await client.profiles.share({ folder });
  assert.deepEqual([shared.files.length, shared.files[0]?.isNew, shared.skipped], [1, true, []]);
  assert.equal((await client.profiles.share({ folder })).files[0]?.isNew, false);
  assert.equal(readdirSync(folder).length, 1);
  const colleague = newLab(context);
  const collected = await colleague.client.profiles.collect({ folder });
  assert.deepEqual(collected.notJudged, [own.columns[0]!.column], 'one device has nobody to be compared with');
  const rows = async ({ client: { tables } }: Lab) => {
    const data = await tables.get({ table: own.columns[0]!.table });
    return Object.fromEntries(data.names.map((name, row) => [name, data.values[0]![row]]));
  };
  assert.deepEqual(await rows(colleague), await rows(lab));
  const back = await client.profiles.collect({ folder });
  assert.deepEqual(
    [back.leftOut, back.profiles[0]?.added, back.profiles[0]?.known],
    [[], 0, 10],
    'its own profile is nothing new to a lab',
  );

  const withSamples = await (await client.profiles.export({ device: 'local', samples: true })).text();
  assert.equal((JSON.parse(withSamples) as DeviceProfile).sets[0]?.latencies[0]?.samplesUs?.length, 3);
  assert.ok(!withSamples.includes('"local-'), 'no id of a device');
});

test('what cannot be exported is refused', async (context) => {
  const { client } = newLab(context);
  assert.equal((await labFailure(client.profiles.export({ device: 'local' }))).code, 'not-found');
  assert.equal((await labFailure(client.profiles.export({ device: 'phone' }))).code, 'not-found');
  assert.equal((await labFailure(client.profiles.export({ table: 'none' }))).code, 'not-found');
  await client.profiles.import(file(phone(1)));
  assert.match((await labFailure(client.profiles.export({ table }))).message, /Nothing in .* was measured in this lab/);
  assert.equal((await labFailure(client.profiles.measure({ deviceId: 'local', spaceId: 'atlantis' }))).code, 'invalid-input');
  assert.equal((await labFailure(client.profiles.save({ deviceId: 'local' }))).code, 'not-found');
});
