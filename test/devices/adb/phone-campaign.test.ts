import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CampaignSpec } from '../../../main/core/measurement/measurement.ts';
import { isLabError } from '../../../main/core/lab-error.ts';
import { androidFolder } from '../../../main/devices/adb/android-folder.ts';
import { AdbProvider } from '../../../main/devices/adb/adb-provider.ts';
import { bundleRuntime } from '../../../main/devices/runner-bundle.ts';
import { CampaignBench, smallCampaign } from '../../bench/campaign-bench.ts';
import { AdbBench, onlyPhone, withoutPhones } from './adb-bench.ts';

/** Programs of this computer at work, with their words. */
function processes(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
      } catch {
        return []; // it has ended
      }
    });
}

function phoneCampaign(deviceId: CampaignSpec['conditions']['deviceId'], architectures: number): CampaignSpec {
  const spec = smallCampaign(architectures, { blocks: 1, warmup: 0, runs: 2, minimumMs: 0 });
  return { ...spec, conditions: { ...spec.conditions, deviceId, runtime: bundleRuntime } };
}

/** Looking seldom leaves the processors to qemu. */
const timing = { pollMs: 400, reconnectMs: 200, refusedMs: 200, reconnectPatienceMs: 60_000 };

void test('campaigns on a phone', { skip: withoutPhones() }, async (context) => {
  const phones = await AdbBench.open(context);
  const { phone } = phones;
  const lab = await CampaignBench.open(context);
  const provider = new AdbProvider('adb');
  const { id: deviceId } = await onlyPhone(provider);
  const connect = () => provider.connect(deviceId);
  const runnerFolder = `${androidFolder}/runner`;
  const inodes = async (): Promise<string> => {
    const { stdout } = await phones.link.run(`ls -il ${runnerFolder}/*`);
    return new TextDecoder().decode(stdout);
  };

  await context.test('through the real adb server the AArch64 runner measures; the cable is pulled in its midst', async () => {
    const id = lab.create('pulled', phoneCampaign(deviceId, 2));
    const messages = new Set<string>();
    let [measured, qemu, isPulled] = [0, 0, false];
    const state = await lab.run(id, {
      connect,
      status: (message) => {
        messages.add(message);
        if (isPulled && message.startsWith('The link is lost')) void phone.refuse((isPulled = false)).then(() => phones.again());
      },
      timing,
      measured: () => {
        qemu += processes().filter((words) => words.includes('qemu-aarch64-static') && words.includes('campaigns/pulled')).length;
        if (++measured === 2) void phone.refuse((isPulled = true));
      },
    });
    assert.equal(state, 'finished');
    assert.ok(phones.adb.isReal());
    assert.ok(qemu > 0, 'qemu was at work');
    assert.ok(
      [...messages].some((message) => message.startsWith('The link is lost')),
      'the cable was pulled',
    );
    const measurements = lab.store.campaigns.measurements(id);
    assert.equal(measurements.length, measured);
    assert.deepEqual(lab.store.campaigns.failures(id), []);
    assert.ok(measurements.every(({ wallUs, clockKhz }) => wallUs.length >= 2 && clockKhz !== null));
    const attempts = readdirSync(phone.file(`${androidFolder}/campaigns/pulled`));
    assert.equal(attempts.length, 1, 'the runner went on by itself');
    assert.deepEqual([phone.state('stay_on_while_plugged_in'), phone.state('fixed-performance')], ['0', 'false']);
  });

  await context.test('a hot phone is waited for; what is there is not pushed again, also after the lab was started anew', async () => {
    const before = await inodes();
    const again = new AdbProvider('adb');
    const messages = new Set<string>();
    phone.heat(61, 1);
    const id = lab.create('second', phoneCampaign(deviceId, 1));
    const state = await lab.run(id, {
      connect: () => again.connect(deviceId),
      timing,
      status: (message) => {
        messages.add(message);
        if (message.includes('cooling down')) phone.heat(36);
      },
    });
    assert.equal(state, 'finished');
    assert.ok([...messages].some((message) => message.endsWith('cooling down: 61.0 °C, limit 50 °C, light throttling')));
    assert.equal(await inodes(), before);
  });

  await context.test('the power goes in the midst: the rest is measured after the restart', async () => {
    const id = lab.create('power', phoneCampaign(deviceId, 1));
    let measured = 0;
    const state = await lab.run(id, {
      connect,
      timing,
      measured: () => {
        if (++measured === 2) void phone.reboot().then(() => phones.adb.adb('connect', phone.address));
      },
    });
    assert.equal(state, 'finished');
    const slots = lab.store.campaigns.measurements(id).map(({ slot }) => slot.position);
    assert.deepEqual(
      slots.toSorted((a, b) => a - b),
      [0, 1, 2],
    );
  });

  await context.test('a phone that starts no programs says so', async () => {
    phone.refuseExec(true);
    const id = lab.create('noexec', phoneCampaign(deviceId, 1));
    await assert.rejects(
      lab.run(id, { connect, timing }),
      (error) => isLabError(error, 'permission-denied') && /exit code 126/.test(error.details),
    );
    phone.refuseExec(false);
    assert.equal(phone.state('fixed-performance'), 'false');
  });
});
