import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import type { Campaign } from '../../preload/contract/campaign.ts';
import { Picker } from '../components/picker.tsx';
import { formatDateTime } from '../state/format.ts';
import { useCampaigns } from '../state/queries.ts';
import { CampaignPage } from './measure/campaign-page.tsx';
import { MeasureForm } from './measure/measure-form.tsx';
import './measure.css';

const fresh = 'new';

/** Measure: a new measurement, or the campaign that `?campaign=` names; without a name the one that is running. */
export function MeasurePage() {
  const [params, setParams] = useSearchParams();
  const campaigns = useCampaigns();
  const named = params.get('campaign');
  const runningId = campaigns.data?.find((campaign) => campaign.state === 'running')?.id;
  const picked = named ?? runningId ?? fresh;
  useEffect(() => {
    // Keeps the campaign in view when it has ended.
    if (named === null && runningId !== undefined) setParams({ campaign: runningId }, { replace: true });
  }, [named, runningId, setParams]);
  const picker = (
    <Picker
      label="Measurement"
      value={picked}
      options={[{ value: fresh, label: 'new' }, ...(campaigns.data ?? []).map(campaignOption)]}
      searchable={(campaigns.data ?? []).length > 12}
      onChange={(campaign) => setParams({ campaign })}
    />
  );
  return picked === fresh ? <MeasureForm picker={picker} /> : <CampaignPage key={picked} campaignId={picked} picker={picker} />;
}

function campaignOption(campaign: Campaign): { value: string; label: string } {
  return { value: campaign.id, label: `${campaign.column}, ${formatDateTime(campaign.startedAtMs)}` };
}
