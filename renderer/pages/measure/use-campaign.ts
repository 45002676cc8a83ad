import { useMemo } from 'react';
import type { Campaign, CampaignEvent, Measurement } from '../../../preload/contract/campaign.ts';
import { useLab } from '../../state/lab-context.ts';
import { useMeasurements } from '../../state/queries.ts';
import { useStream } from '../../state/use-stream.ts';

export type CampaignView = {
  campaign: Campaign | null;
  /** In the order measured. */
  measurements: readonly Measurement[];
  loading: boolean;
  error: unknown;
  retry: () => void;
};

type Live = { campaign: Campaign | null; measurements: readonly Measurement[] };

const nothing: Live = { campaign: null, measurements: [] };

/** A campaign as it is now with every measurement of it: the kept ones and those that arrive. */
export function useCampaign(campaignId: string): CampaignView {
  const lab = useLab();
  const kept = useMeasurements(campaignId);
  const live = useStream<CampaignEvent, Live>({
    key: `campaign:${campaignId}`,
    open: (signal) => lab.campaigns.watch({ campaignId }, { signal }),
    initial: nothing,
    reduce: (state, event) =>
      event.type === 'campaign'
        ? { ...state, campaign: event.campaign }
        : { ...state, measurements: [...state.measurements, event.measurement] },
  });
  const measurements = useMemo(() => merge(kept.data ?? [], live.state.measurements), [kept.data, live.state.measurements]);
  return {
    campaign: live.state.campaign,
    measurements,
    loading: kept.isPending || (live.state.campaign === null && live.status !== 'failed'),
    error: live.error ?? kept.error ?? undefined,
    retry: () => {
      live.restart();
      void kept.refetch();
    },
  };
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
