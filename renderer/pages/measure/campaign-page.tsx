import type { ReactNode } from 'react';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useJobs } from '../../state/jobs.tsx';
import { AsItComes } from './as-it-comes.tsx';
import { CampaignActions } from './campaign-actions.tsx';
import { campaignAnswer } from './campaign-answer.ts';
import { CampaignConditions as ConditionsPanel } from './campaign-conditions.tsx';
import { FailuresPanel } from './failures-panel.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { question } from './question.ts';
import { ResultsTable } from './results-table.tsx';
import { useCampaignChange } from './use-campaign-change.ts';
import { useCampaign } from './use-campaign.ts';

/** A campaign, running or over: how it stands, its measurements, its plan and conditions. */
export function CampaignPage({ campaignId, picker }: { campaignId: string; picker: ReactNode }) {
  const { campaign, measurements, conditions, loading, error, retry } = useCampaign(campaignId);
  const { active, ended } = useJobs();
  const change = useCampaignChange(campaignId, retry);
  const jobError = [...active, ...ended].find((job) => job.id === campaign?.jobId)?.error;

  if (campaign === null) {
    return (
      <Page title="Measure" question={question} actions={picker}>
        {error === undefined ? <Skeleton label="Loading the measurement" /> : <ErrorPanel error={error} onRetry={retry} />}
      </Page>
    );
  }
  return (
    <Page
      title="Measure"
      question={question}
      actions={
        <>
          {picker}
          <CampaignActions campaign={campaign} change={change} />
        </>
      }
    >
      {change.isError && <ErrorPanel error={change.error} />}
      {campaign.state === 'failed' && jobError ? (
        <ErrorPanel error={jobError} />
      ) : (
        <AnswerStrip {...campaignAnswer(campaign, measurements, conditions)} />
      )}
      <div className="campaign-row">
        <AsItComes campaign={campaign} measurements={measurements} conditions={conditions} />
        <div className="column">
          <PlanPanel campaign={campaign} />
          <FailuresPanel campaign={campaign} />
          <ConditionsPanel campaign={campaign} />
        </div>
      </div>
      <Panel
        title="Latest results"
        note="every raw run is kept"
        className="campaign-results"
        loading={loading}
        error={error}
        onRetry={retry}
        empty={
          !measurements.some((measurement) => !measurement.isAnchor) &&
          (campaign.waiting?.what === 'turn'
            ? 'It has not begun yet.'
            : campaign.state === 'running'
              ? 'The first result comes in a moment.'
              : 'Nothing was measured.')
        }
      >
        <ResultsTable campaign={campaign} measurements={measurements} />
      </Panel>
    </Page>
  );
}
