import { useMemo } from 'react';
import type { Campaign, CampaignConditions, CampaignEvent, Measurement } from '../../../preload/contract/campaign.ts';
import { assertNever } from '../../state/assert-never.ts';
import { useLab } from '../../state/lab-context.ts';
import { useMeasurements } from '../../state/queries.ts';
import { useStream } from '../../state/use-stream.ts';
import { mergeMeasurements } from './merge-measurements.ts';

export type CampaignView = {
  campaign: Campaign | null;
  /** In the order measured. */
  measurements: readonly Measurement[];
  /** What the campaign itself read since it was begun, in order. */
  conditions: readonly CampaignConditions[];
  loading: boolean;
  error: unknown;
  retry: () => void;
};

type Live = { campaign: Campaign | null; measurements: readonly Measurement[]; conditions: readonly CampaignConditions[] };

const nothing: Live = { campaign: null, measurements: [], conditions: [] };

/** A campaign as it is now with every measurement of it: the kept ones and those that arrive. */
export function useCampaign(campaignId: string): CampaignView {
  const lab = useLab();
  const kept = useMeasurements(campaignId);
  const live = useStream<CampaignEvent, Live>({
    key: `campaign:${campaignId}`,
    open: (signal) => lab.campaigns.watch({ campaignId }, { signal }),
    initial: nothing,
    reduce: withEvents,
  });
  const measurements = useMemo(() => mergeMeasurements(kept.data ?? [], live.state.measurements), [kept.data, live.state.measurements]);
  return {
    campaign: live.state.campaign,
    measurements,
    conditions: live.state.conditions,
    loading: kept.isPending || (live.state.campaign === null && live.status !== 'failed'),
    error: live.error ?? kept.error ?? undefined,
    retry: () => {
      live.restart();
      void kept.refetch();
    },
  };
}

function withEvents(state: Live, events: readonly CampaignEvent[]): Live {
  let { campaign } = state;
  const measurements: Measurement[] = [];
  const conditions: CampaignConditions[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'campaign':
        campaign = event.campaign;
        break;
      case 'measurement':
        measurements.push(event.measurement);
        break;
      case 'conditions':
        conditions.push(event.conditions);
        break;
      default:
        assertNever(event);
    }
  }
  return { campaign, measurements: joined(state.measurements, measurements), conditions: joined(state.conditions, conditions) };
}

/** The same array where nothing is added, so that nothing is drawn again for it. */
function joined<Value>(values: readonly Value[], added: readonly Value[]): readonly Value[] {
  return added.length === 0 ? values : [...values, ...added];
}

/** A campaign as it is now, without its measurements; null while none is picked or nothing is known. */
export function useCampaignState(campaignId: string | null): Campaign | null {
  const lab = useLab();
  return useStream<CampaignEvent, Campaign | null>({
    key: campaignId === null ? null : `campaign state:${campaignId}`,
    open: (signal) => lab.campaigns.watch({ campaignId: campaignId ?? '' }, { signal }),
    initial: null,
    reduce: (campaign, events) => events.findLast((event) => event.type === 'campaign')?.campaign ?? campaign,
  }).state;
}
