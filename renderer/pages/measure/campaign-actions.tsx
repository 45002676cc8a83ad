import type { UseMutationResult } from '@tanstack/react-query';
import { ArrowRight, Pause, Play, Plus, Square } from 'lucide-react';
import type { Campaign } from '../../../preload/contract/campaign.ts';
import { Button } from '../../components/button.tsx';
import { assertNever } from '../../state/assert-never.ts';
import { formatCount } from '../../state/format.ts';
import { campaignPhase } from './campaign-state.ts';
import type { CampaignChange } from './use-campaign-change.ts';

type CampaignActionsProps = {
  campaign: Campaign;
  change: UseMutationResult<Campaign, Error, CampaignChange>;
  small?: boolean;
};

/** What can be done about a campaign as it stands; one primary. */
export function CampaignActions({ campaign, change, small = false }: CampaignActionsProps) {
  const working = (what: CampaignChange): boolean => change.isPending && change.variables === what;
  const resume = (
    <Button
      small={small}
      kind="primary"
      icon={Play}
      workingLabel="Resuming…"
      working={working('resume')}
      onClick={() => change.mutate('resume')}
    >
      Resume
    </Button>
  );
  const stop = (
    <Button
      small={small}
      kind="destructive"
      icon={Square}
      workingLabel="Stopping…"
      working={working('cancel')}
      onClick={() => change.mutate('cancel')}
    >
      {campaign.done === 0 ? 'Stop' : `Stop and keep ${formatCount(campaign.done)}`}
    </Button>
  );
  const again = (
    <Button icon={Plus} href={`/measure?campaign=new&device=${encodeURIComponent(campaign.deviceId)}`}>
      New
    </Button>
  );
  const phase = campaignPhase(campaign);
  switch (phase) {
    case 'running':
    case 'waiting':
    case 'away':
      return (
        <>
          <Button small={small} icon={Pause} workingLabel="Pausing…" working={working('pause')} onClick={() => change.mutate('pause')}>
            Pause
          </Button>
          {stop}
        </>
      );
    case 'paused':
    case 'interrupted':
      return (
        <>
          {stop}
          {resume}
        </>
      );
    case 'failed':
      return (
        <>
          {again}
          {resume}
        </>
      );
    case 'cancelled':
      return again;
    case 'finished':
      return (
        <>
          {again}
          <Button kind="primary" icon={ArrowRight} href={`/monotonicity?table=${encodeURIComponent(campaign.table)}`}>
            Compare in Monotonicity
          </Button>
        </>
      );
    default:
      return assertNever(phase);
  }
}
