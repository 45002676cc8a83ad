import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkDevice } from '../../main/bench/check-device.ts';
import { brand } from '../../main/core/brand.ts';
import type { CheckStep, Device, DeviceFiles } from '../../main/devices/device.ts';
import { LocalDevice } from '../../main/devices/local/local-device.ts';
import { runnerLauncher } from '../../main/devices/local/runner-launcher.ts';
import { changedDevice } from '../fakes/changed-device.ts';
import { scratchFolder } from '../helpers/command-line.ts';

async function outcomes(device: Device, computer: Device | null): Promise<readonly CheckStep[]> {
  const steps: CheckStep[] = [];
  for await (const step of checkDevice(device, computer, new AbortController().signal)) if (step.status !== 'running') steps.push(step);
  return steps;
}

/** The same device, whose results are off by a hundredth. */
function miscalculating(device: LocalDevice): Device {
  const read: DeviceFiles['read'] = async (path, offset) => {
    if (!path.endsWith('.jsonl')) return await device.files.read(path, offset);
    const journal = new TextDecoder().decode(await device.files.read(path, 0));
    const garbled = journal.replace(/(?<="outputSum":)[-\d.e]+/g, (sum) => String(Number(sum) * 1.01));
    return new TextEncoder().encode(garbled).subarray(offset);
  };
  return changedDevice(device, { files: { read } });
}

test('a device is sound only if it computes what this computer computes', async (context) => {
  const folder = scratchFolder(context);
  const local = (name: string): LocalDevice =>
    new LocalDevice({ id: brand(name), name, folder: join(folder, name), launcher: runnerLauncher() });
  const computer = local('computer');
  const wrong = (await outcomes(miscalculating(local('wrong')), computer)).at(-1)!;
  assert.deepEqual([wrong.title, wrong.status, wrong.failure?.code], ['Results agree', 'failed', 'runner-failed']);
  assert.match(wrong.detail, /^The same network gives different results\.\nsums of the output: .*\(the last: this computer\)$/);
});
