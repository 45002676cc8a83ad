import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isLabError } from '../../main/core/lab-error.ts';
import { meansDeviceProfile, parseDeviceProfile, printDeviceProfile, upgraded } from '../../main/formats/device-profile.ts';
import { deviceProfileJsonSchema } from '../../main/formats/device-profile-schema.ts';
import type { DeviceProfile } from '../../preload/contract/device-profile.ts';
import { cell } from '../services/table-client.ts';
import { exampleProfile, profileLatency, profileSet } from './device-profiles.ts';

const latenciesMs = new Map([
  [cell('skip_connect'), 0.1 + 0.2],
  [cell('nor_conv_3x3'), 1 / 3],
]);
const example = exampleProfile([
  profileSet('nas-bench-201', latenciesMs),
  profileSet('fbnet', new Map([[`fbnet:${'0-'.repeat(21)}0`, 5]])),
]);

function refused(change: (profile: DeviceProfile) => unknown, code: string, message: RegExp): void {
  const profile = structuredClone(example);
  const changed = change(profile) ?? profile;
  assert.throws(
    () => parseDeviceProfile(JSON.stringify(changed), 'x.profile.json'),
    (error) => {
      assert.ok(isLabError(error), String(error));
      assert.deepEqual(
        [error.code, message.test(`${error.message}\n${error.details}`)],
        [code, true],
        `${error.message}\n${error.details}`,
      );
      assert.notEqual(error.remedy, '');
      return true;
    },
  );
}

test('a profile is printed in one way and read back to the last digit', () => {
  const text = printDeviceProfile(example);
  const read = parseDeviceProfile(text, 'x');
  assert.equal(printDeviceProfile(read), text);
  assert.deepEqual(
    read.sets.find(({ spaceId }) => spaceId === 'nas-bench-201')?.latencies.map(({ architecture, medianMs }) => [architecture, medianMs]),
    [...latenciesMs].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  const otherOrder = { ...Object.fromEntries(Object.entries(example).toReversed()), sets: example.sets.toReversed() };
  assert.equal(printDeviceProfile(parseDeviceProfile(JSON.stringify(otherOrder), 'x')), text, 'the order of members does not matter');
  assert.equal(text.split('\n').length, 10, 'one line a latency');
  assert.ok(meansDeviceProfile(text) && !meansDeviceProfile('arch,phone\n'));
});

test('a set without a power mode is one of a device that has none; sets of two modes are two sets', () => {
  const text = printDeviceProfile(example);
  const older = text.replaceAll('"variant":null,"powerMode":null', '"variant":null');
  assert.notEqual(older, text);
  assert.equal(printDeviceProfile(parseDeviceProfile(older, 'x')), text);
  const [set] = example.sets;
  const withMode = (powerMode: string | null) => ({ ...set!, conditions: { ...set!.conditions, powerMode } });
  const modes = parseDeviceProfile(printDeviceProfile({ ...example, sets: [withMode('25W'), withMode(null), withMode('15W')] }), 'x');
  assert.deepEqual(new Set(modes.sets.map(({ conditions }) => conditions.powerMode)), new Set(['15W', '25W', null]));
});

test('raw samples stay as they are and must have the median that is said', () => {
  const samplesUs = [1001.5, 1000.25, 1003];
  const latency = { ...profileLatency(cell('none'), 1.0015), runs: 3, samplesUs };
  const profile = exampleProfile([{ ...profileSet('nas-bench-201', new Map()), latencies: [latency] }]);
  assert.deepEqual(parseDeviceProfile(printDeviceProfile(profile), 'x').sets[0]?.latencies[0]?.samplesUs, samplesUs);
  latency.samplesUs = [1, 2, 3];
  assert.throws(() => printDeviceProfile(profile), /the median is not that of the samples/);
});

test('what does not fit is refused with its place', () => {
  refused((profile) => ((profile.sets[0]!.latencies[1]!.medianMs = -1), undefined), 'parse-failed', /sets\.0\.latencies\.1\.medianMs/);
  refused((profile) => ((profile.sets[0]!.latencies[1]!.minimumMs = 9), undefined), 'invalid-input', /sets\.0\.latencies\.1: minimum/);
  refused((profile) => ((profile.sets[0]!.latencies[0]!.architecture = '|x|'), undefined), 'invalid-input', /sets\.0\.latencies\.0\.arch/);
  refused((profile) => void profile.sets[0]!.latencies.push(profile.sets[0]!.latencies[0]!), 'invalid-input', /there twice/);
  refused((profile) => void profile.sets.push(profile.sets[0]!), 'invalid-input', /same space and conditions/);
  refused((profile) => ((profile.sets[0]!.spaceId = 'atlantis'), undefined), 'unsupported', /no search space “atlantis”/);
  refused((profile) => ((profile.name = 'a\u202Eb'), undefined), 'parse-failed', /name/);
  refused((profile) => ((profile.id = 'R58M123ABC'), undefined), 'parse-failed', /id/);
  refused((profile) => ({ ...profile, serial: 'R58M123ABC' }), 'parse-failed', /serial/);
  refused((profile) => ({ ...profile, sets: [] }), 'parse-failed', /sets/);
  refused((profile) => ({ ...profile, version: 2 }), 'unsupported', /newer version/);
  refused((profile) => ({ ...profile, version: '1' }), 'parse-failed', /version/);
  refused(() => ({ format: 'proxylab-model', version: 1 }), 'parse-failed', /not a device profile/);
  refused(() => [], 'parse-failed', /not a device profile/);
});

test('older versions are brought up step by step', () => {
  const steps = [(json: object) => ({ ...json, a: 1 }), (json: object) => ({ ...json, b: 2 })];
  const old = { format: example.format, version: 1 };
  assert.deepEqual(upgraded(old, 'x', steps, 3), { ...old, version: 3, a: 1, b: 2 });
  assert.deepEqual(upgraded({ ...old, version: 2 }, 'x', steps, 3), { ...old, version: 3, b: 2 });
});

test('the JSON Schema that comes with the program is the one of the contract', () => {
  const kept = readFileSync(join(import.meta.dirname, '../../resources/schemas/device-profile-1.schema.json'), 'utf8');
  assert.equal(kept, deviceProfileJsonSchema(), 'npm run build:schema');
});
