import type { Campaign } from '../../../preload/contract/campaign.ts';
import { type FormValues, measuresFiles, networkCount } from './form-values.ts';

/** How long a campaign will take, and how that is known. */
export type CampaignEstimate = { seconds: number; basis: 'earlier' | 'lower-bound'; secondsEach: number };

/**
 * From the latest finished campaign under the same conditions (device, space, precision, threads, runs, at least 5 architectures) where there
 * is one; else, and for networks from files, the least it can take: every network runs at least `minimumMs`. null while the form lacks a
 * number.
 */
export function campaignEstimate(values: FormValues, campaigns: readonly Campaign[]): CampaignEstimate | null {
  const { minimumMs } = values;
  const count = networkCount(values);
  if (count === null || minimumMs === null) return null;
  const alike = (measuresFiles(values) ? [] : campaigns)
    .filter(
      (campaign) =>
        campaign.state === 'finished' &&
        campaign.endedAtMs !== null &&
        campaign.done >= 5 &&
        campaign.deviceId === values.deviceId &&
        campaign.spaceId === values.spaceId &&
        campaign.precision === values.precision &&
        campaign.threads === values.threads &&
        campaign.runs === values.runs,
    )
    .sort((a, b) => b.startedAtMs - a.startedAtMs)[0];
  if (alike === undefined || alike.endedAtMs === null) {
    return { seconds: (count * minimumMs) / 1000, basis: 'lower-bound', secondsEach: minimumMs / 1000 };
  }
  const secondsEach = (alike.endedAtMs - alike.startedAtMs) / 1000 / alike.done;
  return { seconds: count * secondsEach, basis: 'earlier', secondsEach };
}
