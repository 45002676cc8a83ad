import { useMemo } from 'react';
import type { Campaign, CampaignConditions, CampaignEvent, Measurement } from '../../../preload/contract/campaign.ts';
import { assertNever } from '../../state/assert-never.ts';
import { useLab } from '../../state/lab-context.ts';
import { useMeasurements } from '../../state/queries.ts';
import { useStream } from '../../state/use-stream.ts';

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
    reduce: withEvent,
  });
  const measurements = useMemo(() => merge(kept.data ?? [], live.state.measurements), [kept.data, live.state.measurements]);
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

function withEvent(state: Live, event: CampaignEvent): Live {
  switch (event.type) {
    case 'campaign':
      return { ...state, campaign: event.campaign };
    case 'measurement':
      return { ...state, measurements: [...state.measurements, event.measurement] };
    case 'conditions':
      return { ...state, conditions: [...state.conditions, event.conditions] };
    default:
      return assertNever(event);
  }
}

/** A campaign as it is now, without its measurements; null while none is picked or nothing is known. */
export function useCampaignState(campaignId: string | null): Campaign | null {
  const lab = useLab();
  return useStream<CampaignEvent, Campaign | null>({
    key: campaignId === null ? null : `campaign state:${campaignId}`,
    open: (signal) => lab.campaigns.watch({ campaignId: campaignId ?? '' }, { signal }),
    initial: null,
    reduce: (campaign, event) => (event.type === 'campaign' ? event.campaign : campaign),
  }).state;
}

/** Identifies a measurement within its campaign. */
export function measurementKey({ block, repeat, position }: Measurement): string {
  return `${block}/${repeat}/${position}`;
}

function merge(kept: readonly Measurement[], live: readonly Measurement[]): Measurement[] {
  const byKey = new Map([...kept, ...live].map((measurement) => [measurementKey(measurement), measurement]));
  return [...byKey.values()].sort((a, b) => a.measuredAtMs - b.measuredAtMs);
}
