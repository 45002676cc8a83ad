import type { BlockProgress, Campaign, Measurement } from '../../../preload/contract/campaign.ts';

/** What can be done about a campaign. `interrupted`: the lab went away while it ran. */
export type CampaignPhase = 'running' | 'waiting' | 'paused' | 'interrupted' | 'finished' | 'cancelled' | 'failed';

export function campaignPhase(campaign: Campaign): CampaignPhase {
  if (campaign.state !== 'running') return campaign.state;
  if (campaign.jobId === null) return 'interrupted';
  const begun = campaign.done > 0 && !campaign.blocks.some((block) => block.state === 'running');
  return begun && campaign.done < campaign.total ? 'waiting' : 'running';
}

/** The last execution of each block, in the order of the blocks. */
export function latestBlocks(blocks: readonly BlockProgress[]): BlockProgress[] {
  const latest = new Map<number, BlockProgress>();
  for (const block of blocks) {
    const known = latest.get(block.block);
    if (known === undefined || known.repeat <= block.repeat) latest.set(block.block, block);
  }
  return [...latest.values()].sort((a, b) => a.block - b.block);
}

/** Largest drift of the anchor among the blocks as they stand; null before there is one. */
export function largestDrift(blocks: readonly BlockProgress[]): number | null {
  const drifts = latestBlocks(blocks).flatMap((block) => (block.anchorDrift === null ? [] : [block.anchorDrift]));
  return drifts.length === 0 ? null : drifts.reduce((largest, drift) => (Math.abs(drift) > Math.abs(largest) ? drift : largest));
}

/** How many blocks had to be measured again. */
export function repeatedBlocks(blocks: readonly BlockProgress[]): number {
  return latestBlocks(blocks).reduce((sum, block) => sum + block.repeat, 0);
}

/** Whether a measurement belongs to an execution of a block that was given up for a later one. */
export function isSuperseded(measurement: Measurement, blocks: readonly BlockProgress[]): boolean {
  return blocks.some(
    (block) =>
      block.block === measurement.block &&
      (block.repeat > measurement.repeat || (block.repeat === measurement.repeat && block.state === 'repeated')),
  );
}
