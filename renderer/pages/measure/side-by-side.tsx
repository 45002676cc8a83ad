import { ArrowRight, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Campaign } from '../../../preload/contract/campaign.ts';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatCount, formatLeft, plural } from '../../state/format.ts';
import { useCampaigns } from '../../state/queries.ts';
import { CampaignActions } from './campaign-actions.tsx';
import { campaignAnswer } from './campaign-answer.ts';
import { campaignPhase } from './campaign-state.ts';
import { LatencyChart } from './latency-chart.tsx';
import { PastCampaigns, phaseLooks } from './past-campaigns.tsx';
import { question } from './question.ts';
import { useCampaignChange } from './use-campaign-change.ts';
import { useCampaign } from './use-campaign.ts';
import { useNow } from './use-now.ts';
import './side-by-side.css';

/** All campaigns that run, one a device, each with its latencies, temperature and clock on one axis of time. */
export function SideBySide({ campaigns, picker }: { campaigns: readonly Campaign[]; picker: ReactNode }) {
  const rest = useCampaigns().data?.filter(({ state }) => state !== 'running') ?? [];
  return (
    <Page
      title="Measure"
      question={question}
      actions={
        <>
          {picker}
          <Button icon={Plus} href="/measure?campaign=new">
            New
          </Button>
        </>
      }
    >
      {campaigns.length === 0 ? (
        <AnswerStrip tone="unknown" sentence="Nothing is being measured any more." explanation="What was measured is below." />
      ) : (
        <AnswerStrip
          tone="working"
          sentence={`Measuring on ${plural(campaigns.length, 'device')} at once.`}
          explanation="One measurement a device; none waits for another."
        />
      )}
      <div className="side-by-side">
        {campaigns.map(({ id }) => (
          <CampaignCard key={id} campaignId={id} />
        ))}
      </div>
      {rest.length > 0 && (
        <Panel title="Earlier measurements" className="campaign-results">
          <PastCampaigns campaigns={rest} />
        </Panel>
      )}
    </Page>
  );
}

function CampaignCard({ campaignId }: { campaignId: string }) {
  const { campaign, measurements, conditions, loading, error, retry } = useCampaign(campaignId);
  const change = useCampaignChange(campaignId, retry);
  const nowMs = useNow(campaign?.state === 'running');
  const look = campaign === null ? null : phaseLooks[campaignPhase(campaign)];
  return (
    <Panel
      title={campaign?.deviceName ?? 'Measurement'}
      {...(campaign === null ? {} : { note: campaign.column })}
      className="side-card"
      tools={
        look !== null && (
          <Tag tone={look.tone} icon={look.icon}>
            {look.word}
          </Tag>
        )
      }
      loading={loading && campaign === null}
      error={error}
      onRetry={retry}
    >
      {campaign !== null && (
        <>
          <p className="small side-sentence">{campaignAnswer(campaign, measurements, conditions).sentence}</p>
          <div className="side-chart">
            <LatencyChart campaign={campaign} measurements={measurements} conditions={conditions} nowMs={nowMs} />
          </div>
          {change.isError && <ErrorPanel error={change.error} inside />}
          <div className="side-foot">
            <ProgressBar
              share={campaign.total === 0 ? 0 : campaign.done / campaign.total}
              label={`Progress on ${campaign.deviceName}`}
              waiting={campaignPhase(campaign) !== 'running'}
            />
            <span className="number small">
              {formatCount(campaign.done)} of {formatCount(campaign.total)}
              {campaign.etaSeconds === null ? '' : `, ${formatLeft(campaign.etaSeconds)}`}
            </span>
            <span className="side-actions">
              <CampaignActions campaign={campaign} change={change} small />
              <Button small kind="quiet" icon={ArrowRight} href={`/measure?campaign=${encodeURIComponent(campaign.id)}`}>
                Open
              </Button>
            </span>
          </div>
        </>
      )}
    </Panel>
  );
}
