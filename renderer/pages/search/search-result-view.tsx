import { ChartSpline } from 'lucide-react';
import { useDeferredValue } from 'react';
import type { Job } from '../../../preload/contract/job.ts';
import type { SearchResult, SearchSummary } from '../../../preload/contract/search.ts';
import type { Candidate } from '../../charts/candidate.ts';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatCount } from '../../state/format.ts';
import { type LowerView, LowerPanels } from './lower-panels.tsx';
import { NetworkPanel } from './network-panel.tsx';
import { ParetoPanel } from './pareto-panel.tsx';
import { PastSearchesPanel } from './past-searches-panel.tsx';
import { PickedPanel } from './picked-panel.tsx';
import { bestUnder, searchAnswer } from './search-answer.ts';
import { VerifyPanel } from './verify-panel.tsx';

type SearchResultViewProps = {
  result: SearchResult;
  limitMs: number;
  onLimit: (limitMs: number) => void;
  onLimitChosen: (limitMs: number) => void;
  picked: Candidate | null;
  onPick: (name: string) => void;
  onShow: (search: SearchSummary) => void;
  /** The one search of the fleet that it belongs to. */
  fleetId: string | null;
  view: LowerView;
  onView: (view: LowerView) => void;
  onShowDevice: (searchId: string) => void;
  onJob: (job: Job) => void;
};

/** What a search found: the answer, the chart, the front, the picked architecture and the searches before. */
export function SearchResultView({
  result,
  limitMs,
  onLimit,
  onLimitChosen,
  picked,
  onPick,
  onShow,
  fleetId,
  view,
  onView,
  onShowDevice,
  onJob,
}: SearchResultViewProps) {
  // The chart is drawn before the panels around it are.
  const isChartDrawn = useDeferredValue(true, false);
  const measured = result.front.filter((point) => point.measured).length;
  return (
    <>
      <AnswerStrip
        tone={bestUnder(result.front, limitMs) === null ? 'unknown' : 'ok'}
        icon={ChartSpline}
        sentence={searchAnswer(result, limitMs)}
        explanation={result.accuracyStatement}
        figures={[
          { label: 'Candidates', value: formatCount(result.candidates) },
          { label: 'Front', value: formatCount(result.front.length), unit: 'points' },
          { label: 'Of these measured', value: formatCount(measured), unit: `of ${formatCount(result.front.length)}` },
          { label: 'Algorithm', value: result.algorithm },
        ]}
      />
      <div className="row grow search-panels">
        <div className="column search-main">
          <ParetoPanel result={result} limitMs={limitMs} onLimit={onLimit} onLimitChosen={onLimitChosen} picked={picked} onPick={onPick} />
          {isChartDrawn ? (
            <LowerPanels
              result={result}
              fleetId={fleetId}
              limitMs={limitMs}
              picked={picked?.name ?? null}
              view={view}
              onView={onView}
              onPick={onPick}
              onShowDevice={onShowDevice}
              onJob={onJob}
            />
          ) : (
            <Panel className="search-front" title="The front" loading />
          )}
        </div>
        <div className="column grow search-side">
          {isChartDrawn && (
            <>
              <PickedPanel result={result} picked={picked} />
              {result.comparison !== undefined && <NetworkPanel comparison={result.comparison} />}
              {result.report === 'verification' && <VerifyPanel result={result} onPick={onPick} />}
              <PastSearchesPanel shown={result.id} onShow={onShow} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

/** A candidate of a search by its name: of the front, or of the cloud; null where it is in neither. */
export function candidateOf(result: SearchResult, name: string | null): Candidate | null {
  if (name === null) return null;
  const onFront = result.front.find((point) => point.name === name);
  if (onFront !== undefined) return onFront;
  const index = result.cloud.names.indexOf(name);
  if (index < 0) return null;
  return { name, latencyMs: result.cloud.latencyMs[index] ?? NaN, accuracy: result.cloud.accuracy[index] ?? NaN, measured: false };
}
