import type { CampaignId } from '../core/brand.ts';
import type { PowerLogCommand, RunnerCommand } from '../devices/device.ts';

/** One start of the runner for one execution of a block. */
export interface Attempt {
  readonly campaignId: CampaignId;
  readonly block: number;
  readonly repeat: number;
  /** Counts from 0 without gaps; each has a folder of its own, so no two runners ever write to one journal. */
  readonly attempt: number;
}

export interface AttemptFiles extends RunnerCommand, PowerLogCommand {
  readonly stopPath: string;
}

/** Where an attempt keeps its files on the device. */
export function attemptFiles({ campaignId, block, repeat, attempt }: Attempt): AttemptFiles {
  const folder = `campaigns/${campaignId}/block-${block}-${repeat}-${attempt}`;
  return {
    planPath: `${folder}/plan.json`,
    journalPath: `${folder}/journal.jsonl`,
    logPath: `${folder}/runner.log`,
    stopPath: `${folder}/stop`,
    powerPath: `${folder}/power.log`,
    powerStopPath: `${folder}/power.stop`,
  };
}
