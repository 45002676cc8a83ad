import type { UseQueryResult } from '@tanstack/react-query';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { formatCount, formatLeft, plural } from '../../state/format.ts';
import { useJobs } from '../../state/jobs.tsx';
import { adaptAnswer } from './adapt-answer.ts';
import type { AdaptSubject } from './adapt-subject.ts';
import { BeforeAfterPanel } from './before-after-panel.tsx';
import { CurvePanel } from './curve-panel.tsx';
import { ErrorsPanel } from './errors-panel.tsx';
import { NextPanel } from './next-panel.tsx';
import { PredictionsPanel } from './predictions-panel.tsx';
import { useBefore, useRepeats, type ShownAdaptation } from './queries.ts';
import { SourcesLine } from './sources-line.tsx';
import { TrustPanel } from './trust-panel.tsx';

type AdaptOutcomeProps = {
  subject: AdaptSubject;
  adaptation: UseQueryResult<ShownAdaptation>;
  /** Something else has to end before anything is asked. */
  waits: boolean;
  onWithout: (without: readonly string[]) => void;
};

/** The answer and what proves it. */
export function AdaptOutcome({ subject, adaptation: { data: adaptation, error, refetch }, waits, onWithout }: AdaptOutcomeProps) {
  const before = useBefore(subject, waits);
  const repeats = useRepeats(subject, waits);
  const progress = useEvaluationProgress(subject);
  if (error !== null) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (adaptation === undefined) {
    return (
      <AnswerStrip
        tone="working"
        sentence={`Adapting ${subject.proxy} to ${subject.target} with ${plural(subject.samples, 'measurement')}…`}
        explanation="It picks what has told most, learns from the other devices too, and keeps the simplest method that does as well."
      />
    );
  }
  const { table, target, measured } = subject;
  const source = `table ${table.name}${table.source === '' ? '' : `, ${table.source}`}; ${subject.proxy} adapted to ${target} with ${subject.samples}`;
  const known = repeats.data ?? null;
  const loading = repeats.isFetching && known === null;
  const asItIs = before.data ?? null;
  return (
    <>
      {loading || before.isFetching ? (
        <AnswerStrip
          tone="working"
          sentence={`Adapted with ${adaptation.samples.length}; how sure that is, five repeats with other samples tell…`}
          explanation={progress}
        />
      ) : (
        <AnswerStrip {...adaptAnswer({ adaptation, before: asItIs, repeats: known })} />
      )}
      {before.error !== null && <ErrorPanel error={before.error} onRetry={() => void before.refetch()} />}
      <div className="row grow adapt-panels">
        <div className="column grow adapt-main">
          <div className="row adapt-top">
            <BeforeAfterPanel adaptation={adaptation} before={asItIs} repeats={known} loading={loading} source={source} />
            <CurvePanel
              repeats={known}
              before={asItIs}
              samples={adaptation.samples.length}
              source={source}
              loading={loading}
              progress={progress}
              error={repeats.error}
              onRetry={() => void repeats.refetch()}
            />
          </div>
          <NextPanel
            adaptation={adaptation}
            source={source}
            footer={<SourcesLine adaptation={adaptation} without={subject.without} onWithout={onWithout} />}
          />
        </div>
        <div className="column adapt-side">
          <PredictionsPanel adaptation={adaptation} source={source} />
          <ErrorsPanel adaptation={adaptation} source={source} />
          <TrustPanel adaptation={adaptation} repeats={known} measured={measured} />
        </div>
      </div>
    </>
  );
}

/** How far the evaluation is that the page waits for. */
function useEvaluationProgress({ table, method }: AdaptSubject): string {
  const job = useJobs().active.find(
    ({ kind, subject, title }) => kind === 'evaluation' && subject === table.name && title.startsWith(method),
  );
  if (job === undefined || job.total === 0) return 'A minute or two.';
  const left = job.etaSeconds === null ? '' : `, ${formatLeft(job.etaSeconds)}`;
  return `${formatCount(job.done)} of ${plural(job.total, 'repeat')}${left}.`;
}
