import fc from 'fast-check';
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLabError } from '../../main/core/lab-error.ts';
import { brand, type DeviceId } from '../../main/core/brand.ts';
import { androidPlatform } from '../../main/devices/adb/android-platform.ts';
import { PhoneSettings } from '../../main/devices/adb/phone-settings.ts';
import { parseLinuxBasics } from '../../main/devices/profile/linux-basics.ts';
import type { DeviceLink } from '../../main/devices/remote/device-link.ts';
import { pushBundle } from '../../main/devices/remote/push-bundle.ts';
import { RemoteDevice } from '../../main/devices/remote/remote-device.ts';
import { RemoteFiles } from '../../main/devices/remote/remote-files.ts';
import type { RemotePlatform } from '../../main/devices/remote/remote-platform.ts';
import type { RunnerBundle } from '../../main/devices/runner-bundle.ts';
import { boardQuestions, boardPlatform } from '../../main/devices/ssh/board-platform.ts';
import { ShellLink } from '../devices/remote/shell-link.ts';
import { needs } from '../helpers/requirements.ts';
import { damagedText } from './damaged.ts';
import { type Answer, GarbledLink } from './garbled-link.ts';
import { fixedRuns, type SoakProperty } from './soak-property.ts';

const nearly = [
  '12\n',
  'absent\n',
  '4711\nworking\nup\n',
  'x 10 0000000000000000000000000000000000000000000000000000000000000000 bench\n',
  '{"stayOn":7,"fixedPerformance":true}',
  '{"type":"done","stopped":false}\n',
  'home=/home/nvidia\nmachine=aarch64\n/sys/class/hwmon/hwmon1/name:ina3221\n/sys/class/hwmon/hwmon1/in1_label:VDD_IN\n',
];
const exitCode = fc.constantFrom(0, 0, 0, 1, 126, 127, 137);

function answersOf(texts: fc.Arbitrary<string | Uint8Array>): fc.Arbitrary<readonly Answer[]> {
  const answer = fc
    .tuple(texts, fc.string({ unit: 'binary', maxLength: 30 }), exitCode)
    .map(([stdout, stderr, code]) => ({ stdout: Buffer.from(stdout as string), stderr, exitCode: code }));
  return fc.array(fc.option(answer, { freq: 12 }), { minLength: 1, maxLength: 12 });
}

/** Bytes of no kind, texts that are nearly right, and texts that would do something in a shell that took them for a command. */
const anyAnswers = answersOf(fc.oneof(damagedText(nearly), fc.uint8Array({ maxLength: 200 })));
const canary = 'canary';
const ways = ["'; touch X; '", '"; touch X; "', '$(touch X)', '`touch X`', '\ntouch X\n', '; touch X #', '| touch X', '\\\'"\n;touch X;'];
const injections = ways.map((way) => way.replace('X', canary));
const hostile = answersOf(
  fc
    .tuple(fc.constantFrom(...nearly), fc.constantFrom(...injections), fc.nat(20))
    .map(([text, injection, at]) => text.slice(0, at) + injection + text.slice(at)),
);

/** Whatever a device answers to the lab's commands: a value or an expected failure, and nothing of it becomes a command. */
export const garbledDeviceProperties: readonly SoakProperty[] = [
  {
    name: 'devices that answer anything',
    check: (numRuns) =>
      fc.assert(
        fc.asyncProperty(anyAnswers, (answers) => useAll(new GarbledLink(answers), '/data/local/tmp/proxylab')),
        fixedRuns(numRuns),
      ),
  },
  {
    name: 'answers that would be commands, in real shells',
    check: async (numRuns) => {
      const shells = ['sh', 'mksh'].filter((shell) => needs(shell) === false);
      const folder = mkdtempSync(join(tmpdir(), 'proxylab-hostile-'));
      const property = fc.asyncProperty(hostile, fc.constantFrom(...shells), async (answers, shell) => {
        await useAll(new GarbledLink(answers, new ShellLink(shell, folder)), join(folder, 'lab'));
        assert.ok(!existsSync(join(folder, canary)) && !existsSync(join(folder, 'lab', canary)), 'an answer was carried out');
      });
      try {
        await fc.assert(property, fixedRuns(Math.ceil(numRuns / 250))); // each run is dozens of processes
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  },
];

const bundle: RunnerBundle = {
  name: 'android-arm64',
  id: 'test',
  bytes: 10,
  files: [{ name: 'bench', file: '/dev/null', bytes: 10, sha256: '0'.repeat(64), executable: true }],
  startCommand: () => 'true',
};
const command = { planPath: 'plan.json', journalPath: 'journal.jsonl', logPath: 'runner.log' };
const power = { journalPath: 'journal.jsonl', powerPath: 'power.log', powerStopPath: 'power.stop' };

/** All that the lab does with a device, one after the other. */
async function useAll(link: DeviceLink, folder: string): Promise<void> {
  const id = brand<DeviceId>('device');
  const name = 'The device';
  const files = new RemoteFiles(link, folder, name);
  const settings = new PhoneSettings(link, files);
  const basics = parseLinuxBasics(await textOf(link));
  const platforms: readonly RemotePlatform[] = [androidPlatform((signal) => settings.hold(signal)), boardPlatform(basics, bundle)];
  for (const platform of platforms) {
    const runner = { ...platform.runner, install: async () => 'true' };
    const device = new RemoteDevice({ id, name, link, platform: { ...platform, folder, runner } });
    await expected(async () => JSON.stringify(await device.describe()));
    await expected(async () => JSON.stringify(await device.readings()));
    await expected(() => device.findRunner(command));
    await expected(() => device.startPowerLog(power));
    await expected(async () => await (await device.prepare?.())?.());
  }
  await expected(() => settings.restore());
  await expected(() => files.size('models/a.onnx'));
  await expected(() => files.read('journal.jsonl', 3));
  await expected(() => files.write('plan.json', new Uint8Array(10)));
  await expected(() => files.remove('plan.json'));
  await expected(() => pushBundle(link, bundle, folder));
}

async function textOf(link: DeviceLink): Promise<string> {
  try {
    return Buffer.from((await link.run(boardQuestions.model)).stdout).toString();
  } catch {
    return '';
  }
}

/** Throws what is no expected failure. */
async function expected(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    assert.ok(isLabError(error), error instanceof Error ? error.stack : String(error));
    assert.ok(error.message !== '' && error.remedy !== '', error.code);
  }
}
