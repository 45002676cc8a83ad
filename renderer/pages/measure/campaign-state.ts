import type { BlockProgress, Campaign, CampaignConditions, Measurement } from '../../../preload/contract/campaign.ts';

/** What can be done about a campaign. `away`: its device does not answer; `interrupted`: the lab went away while it ran. */
export type CampaignPhase = 'running' | 'waiting' | 'away' | 'paused' | 'interrupted' | 'finished' | 'cancelled' | 'failed';

export function campaignPhase(campaign: Campaign): CampaignPhase {
  if (campaign.state !== 'running') return campaign.state;
  if (campaign.jobId === null) return 'interrupted';
  if (campaign.waiting !== null) return campaign.waiting.what === 'device' ? 'away' : 'waiting';
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

/** Tells whether a measurement belongs to an execution of a block that was given up for a later one. */
export function supersededIn(blocks: readonly BlockProgress[]): (measurement: Measurement) => boolean {
  const valid = new Map(latestBlocks(blocks).map(({ block, repeat, state }) => [block, state === 'repeated' ? repeat + 1 : repeat]));
  return ({ block, repeat }) => repeat < (valid.get(block) ?? 0);
}

/** Readings that tell how fast it cools. */
const coolingReadings = 30;
/** Slower than this is no end in sight, in °C a minute. */
const slowestCooling = 0.05;

/** How fast the device cools since it began to wait (°C a minute, positive) and when it may be measured; null where that is not clear yet. */
export function coolingPace(conditions: readonly CampaignConditions[]): { perMinuteC: number; seconds: number } | null {
  const begun = conditions.findLastIndex(({ obstacle }) => obstacle === null) + 1;
  const waited = conditions.slice(begun).slice(-coolingReadings);
  const last = waited.at(-1);
  const points = waited.flatMap(({ atMs, tempC }) => (tempC === null ? [] : [{ minutes: atMs / 60_000, tempC }]));
  if (last === undefined || last.tempC === null || points.length < 3) return null;
  const meanMinutes = points.reduce((sum, { minutes }) => sum + minutes, 0) / points.length;
  const meanC = points.reduce((sum, { tempC }) => sum + tempC, 0) / points.length;
  const spread = points.reduce((sum, { minutes }) => sum + (minutes - meanMinutes) ** 2, 0);
  const together = points.reduce((sum, { minutes, tempC }) => sum + (minutes - meanMinutes) * (tempC - meanC), 0);
  const perMinuteC = -together / spread;
  if (!(perMinuteC >= slowestCooling)) return null;
  return { perMinuteC, seconds: (Math.max(0, last.tempC - last.limitC) / perMinuteC) * 60 };
}
