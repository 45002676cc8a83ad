import type { CampaignId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import type { RunnerChoice } from '../core/measurement/runner-choice.ts';
import type { Device } from '../devices/device.ts';
import type { JournalLine, RunnerPlan } from '../devices/runner-protocol.ts';
import { attemptFiles } from './attempt-files.ts';
import { systemClock } from './clock.ts';
import { followRunner, type RunnerEnd } from './follow-runner.ts';
import { JournalReader } from './journal.ts';

export interface PlanRun {
  /** The run's files stand beside those of the campaigns, below this name. */
  readonly name: CampaignId;
  readonly attempt: number;
  readonly plan: Omit<RunnerPlan, 'protocol' | 'stopFile'>;
  readonly runner?: RunnerChoice;
  readonly signal: AbortSignal;
}

/** What a runner's journal said, and how it ended. */
export interface PlanOutcome {
  readonly lines: readonly JournalLine[];
  readonly end: RunnerEnd;
}

/** Has a device carry out one short plan that belongs to no campaign, and takes its files away. Throws what the device throws, and `cancelled`. */
export async function runPlan(device: Device, { name, attempt, plan, runner, signal }: PlanRun): Promise<PlanOutcome> {
  const files = attemptFiles({ campaignId: name, block: 0, repeat: 0, attempt });
  const leftBehind = [files.planPath, files.journalPath, files.logPath, files.stopPath];
  for (const path of leftBehind) await device.files.remove(path); // of a run that was broken off
  const whole: RunnerPlan = { protocol: 1, stopFile: files.stopPath, ...plan };
  await device.files.write(files.planPath, new TextEncoder().encode(JSON.stringify(whole)), signal);
  const started = await device.startRunner({ ...files, ...(runner === undefined ? {} : { runner }) }, signal);
  const lines: JournalLine[] = [];
  const end = await followRunner({
    device,
    runner: started,
    files,
    reader: new JournalReader(),
    clock: systemClock,
    timing: { pollMs: 100, stallMs: 60_000 },
    pause: new AbortController().signal,
    signal,
    take: (line) => void lines.push(line),
  });
  for (const path of leftBehind) await device.files.remove(path);
  if (end.how === 'cancelled') throw new LabError({ code: 'cancelled', message: 'It was stopped.' });
  return { lines, end };
}
