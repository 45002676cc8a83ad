import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { campaignRequest } from '../../preload/contract/campaign.ts';
import { probeRunner } from '../bench/probe-runner.ts';
import { invalidInput, LabError } from '../core/lab-error.ts';
import type { RunnerChoice } from '../core/measurement/runner-choice.ts';
import type { Device, DeviceDescription, DeviceRuntime } from '../devices/device.ts';
import { assertTakesSampledNetworks, customWords } from '../devices/runtimes/custom-runtime.ts';
import { checkEngineMemory } from '../devices/runtimes/engine-memory.ts';
import type { DeviceUse } from './device-use.ts';

/** What is to measure a campaign. */
export interface CampaignRuntime extends DeviceRuntime {
  readonly runner: RunnerChoice;
}

type Request = Pick<z.output<typeof campaignRequest>, 'runtime' | 'customCommand' | 'customOutput'> & {
  readonly networks?: readonly unknown[] | undefined;
};

/** Finds it before anything is begun. Throws `unsupported`, `invalid-input`, `out-of-memory`, and `runner-failed` for a program that does not work. */
export async function campaignRuntime(
  request: Request,
  device: Device,
  description: DeviceDescription,
  deviceUse: DeviceUse,
): Promise<CampaignRuntime> {
  const { runtime: kind, customCommand } = request;
  if (kind === 'custom') return await customRuntime(request, device, deviceUse);
  if (customCommand !== undefined) throw invalidInput('Only the runtime custom takes a command.', 'Choose it, or leave the command out.');
  const found = description.runtimes.find((runtime) => runtime.kind === kind);
  if (found === undefined) {
    throw new LabError({
      code: 'unsupported',
      message: `${description.name} does not have the runtime ${kind}.`,
      remedy: `Choose ${[...description.runtimes.map((runtime) => runtime.kind), 'custom'].join(' or ')}.`,
    });
  }
  if (kind === 'trtexec') checkEngineMemory(0, (await device.readings()).freeMemoryBytes);
  return { ...found, runner: { kind } };
}

/** To look whether a command can be filled. */
const places = { plan: '', journal: '', model: '', threads: '', warmup: '', runs: '' };

/** Another command is another runtime, whatever the program calls itself: its arguments may change what it does. */
async function customRuntime(
  { customCommand: command, customOutput, networks }: Request,
  device: Device,
  deviceUse: DeviceUse,
): Promise<CampaignRuntime> {
  if (command === undefined) throw invalidInput('The runtime custom needs the command that starts the program.');
  if (networks === undefined) assertTakesSampledNetworks(customOutput);
  customWords(command, customOutput, places);
  const release = deviceUse.occupy(device.id, 'a look at its runtime', 'checking');
  try {
    const { runtime } = await probeRunner(device, { kind: 'custom', command, output: customOutput });
    if (!/^\P{C}{1,60}$/u.test(runtime) || runtime.trim() !== runtime) throw namesNothing();
    const digest = createHash('sha256').update(command).digest('hex').slice(0, 8);
    return {
      kind: 'custom',
      name: `custom ${runtime} ${digest}`,
      precisions: ['f32', 'int8'],
      runner: { kind: 'custom', command, output: customOutput, runtime },
    };
  } finally {
    release();
  }
}

function namesNothing(): LabError {
  return new LabError({
    code: 'runner-failed',
    message: 'The program does not name its runtime.',
    remedy: 'Have its first line say a name and a version of at most 60 characters: {"type":"hello",…,"runtime":"ours 1.2",…}.',
  });
}
