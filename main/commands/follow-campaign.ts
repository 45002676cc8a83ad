import type { Campaign } from '../../preload/contract/campaign.ts';
import { LabError } from '../core/lab-error.ts';
import type { Terminal } from './command.ts';

/** Shows a running campaign until it stops. Ctrl-C pauses it: what was committed stays, `campaign resume` goes on. */
export async function followCampaign({ lab, signal, progress }: Terminal, started: Campaign): Promise<Campaign> {
  const campaignId = started.id;
  const pause = (): void => void lab.campaigns.pause({ campaignId });
  signal.addEventListener('abort', pause, { once: true });
  try {
    for await (const event of await lab.campaigns.watch({ campaignId })) if (event.type === 'campaign') progress.show(event.campaign);
  } finally {
    signal.removeEventListener('abort', pause);
    progress.end();
  }
  const ended = await lab.campaigns.get({ campaignId });
  if (ended.state === 'failed')
    throw new LabError({
      code: 'runner-failed',
      message: ended.message,
      remedy: `What was measured is kept. Go on with: proxylab campaign resume ${campaignId}`,
    });
  return ended;
}
