import type { z } from 'zod';
import { campaignRequest } from '../../preload/contract/campaign.ts';
import { LabError, throwIfCancelled } from '../core/lab-error.ts';
import type { Store } from '../store/open-store.ts';
import type { CampaignManager } from './campaign-manager.ts';

export interface TableMeasuring {
  readonly campaigns: CampaignManager;
  readonly store: Pick<Store, 'tables'>;
}

/** A few networks are as well off in one block: every block begins and ends with the anchor, which takes its time as well. */
const networksOfABlock = 10;

/** Measures architectures by a campaign, in its turn where the device is in use, and waits for its end; fired, the signal pauses it. What is measured stands in the table. Throws `cancelled` and `runner-failed`. */
export async function measureIntoTable(
  { campaigns, store }: TableMeasuring,
  request: Omit<z.input<typeof campaignRequest>, 'spaceId'> & { readonly table: string; readonly architectures: string[] },
  signal: AbortSignal,
): Promise<void> {
  const { spaceId } = store.tables.get(request.table);
  const blocks = Math.ceil(request.architectures.length / networksOfABlock);
  const { id } = await campaigns.start(campaignRequest.parse({ blocks, ...request, spaceId, waitForDevice: true }));
  const pause = (): void => void campaigns.pause(id);
  signal.addEventListener('abort', pause, { once: true });
  try {
    for await (const event of campaigns.watch(id)) if (event.type === 'campaign' && event.campaign.state !== 'running') break;
  } finally {
    signal.removeEventListener('abort', pause);
  }
  throwIfCancelled(signal);
  const ended = campaigns.get(id);
  if (ended.state !== 'finished') {
    throw new LabError({
      code: 'runner-failed',
      message: ended.message,
      remedy: `Go on with campaign ${id} on the Measure page, then start again.`,
    });
  }
}
