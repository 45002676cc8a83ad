import { brand, type CampaignId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import type { RunnerChoice } from '../core/measurement/runner-choice.ts';
import type { Device } from '../devices/device.ts';
import type { JournalLine } from '../devices/runner-protocol.ts';
import { runPlan } from './run-plan.ts';

const probeId = brand<CampaignId>('probe');

/** What a runner says of itself when it is given nothing to do. Throws `runner-failed` where it does not keep to the protocol. */
export async function probeRunner(device: Device, runner: RunnerChoice): Promise<Extract<JournalLine, { type: 'hello' }>> {
  const plan = { threads: 1, affinity: [], items: [] };
  const { signal } = new AbortController();
  const { lines, end } = await runPlan(device, { name: probeId, attempt: 0, plan, runner, signal });
  const [hello] = lines;
  if (hello?.type === 'hello' && end.how === 'done') return hello;
  throw new LabError({
    code: 'runner-failed',
    message: 'The program does not keep to the runner’s protocol: given a plan without networks it should write “hello” and “done”.',
    remedy: 'Run its command on the device by hand and compare the journal with CONTRIBUTING.md.',
    details: end.how === 'died' ? end.reason : `it wrote ${lines.map(({ type }) => type).join(', ')}`,
  });
}
