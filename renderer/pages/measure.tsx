import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import type { Campaign } from '../../preload/contract/campaign.ts';
import { Picker } from '../components/picker.tsx';
import { formatDateTime } from '../state/format.ts';
import { useCampaigns } from '../state/queries.ts';
import { CampaignPage } from './measure/campaign-page.tsx';
import { MeasureForm } from './measure/measure-form.tsx';
import { SideBySide } from './measure/side-by-side.tsx';
import './measure.css';

const fresh = 'new';
const all = 'all';

/** Measure: a new measurement, the campaign that `?campaign=` names, or all that run side by side (`all`); without a name what is running. */
export function MeasurePage() {
  const [params, setParams] = useSearchParams();
  const campaigns = useCampaigns();
  const named = params.get('campaign');
  const running = campaigns.data?.filter(({ state, waiting }) => state === 'running' && waiting?.what !== 'turn') ?? [];
  const runningId = running[0]?.id;
  const picked = named ?? (running.length > 1 ? all : (runningId ?? fresh));
  useEffect(() => {
    // Keeps what is measured in view when it has ended.
    if (named === null && picked !== fresh) setParams({ campaign: picked }, { replace: true });
  }, [named, picked, setParams]);
  const several = running.length > 1 || picked === all;
  const picker = (
    <Picker
      label="Measurement"
      value={picked}
      options={[
        { value: fresh, label: 'new' },
        ...(several ? [{ value: all, label: `${running.length} running, side by side` }] : []),
        ...(campaigns.data ?? []).map(campaignOption),
      ]}
      searchable={(campaigns.data ?? []).length > 12}
      onChange={(campaign) => setParams({ campaign })}
    />
  );
  if (picked === all) return <SideBySide campaigns={running} picker={picker} />;
  return picked === fresh ? <MeasureForm picker={picker} /> : <CampaignPage key={picked} campaignId={picked} picker={picker} />;
}

function campaignOption(campaign: Campaign): { value: string; label: string } {
  return { value: campaign.id, label: `${campaign.column}, ${formatDateTime(campaign.startedAtMs)}` };
}
