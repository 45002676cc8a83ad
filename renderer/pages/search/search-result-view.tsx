import { ChartSpline } from 'lucide-react';
import type { Job } from '../../../preload/contract/job.ts';
import type { SearchResult, SearchSummary } from '../../../preload/contract/search.ts';
import type { Candidate } from '../../charts/candidate.ts';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { formatCount } from '../../state/format.ts';
import { FrontPanel } from './front-panel.tsx';
import { ParetoPanel } from './pareto-panel.tsx';
import { PastSearchesPanel } from './past-searches-panel.tsx';
import { PickedPanel } from './picked-panel.tsx';
import { bestUnder, searchAnswer } from './search-answer.ts';
import { VerifyButton } from './verify-button.tsx';
import { VerifyPanel } from './verify-panel.tsx';

type SearchResultViewProps = {
  result: SearchResult;
  limitMs: number;
  onLimit: (limitMs: number) => void;
  onLimitChosen: (limitMs: number) => void;
  picked: Candidate | null;
  onPick: (name: string) => void;
  onShow: (search: SearchSummary) => void;
  onVerifying: (job: Job) => void;
};

/** What a search found: the answer, the chart, the front, the picked architecture and the searches before. */
export function SearchResultView({ result, limitMs, onLimit, onLimitChosen, picked, onPick, onShow, onVerifying }: SearchResultViewProps) {
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
          <FrontPanel
            result={result}
            limitMs={limitMs}
            picked={picked?.name ?? null}
            onPick={onPick}
            tools={<VerifyButton result={result} onStarted={onVerifying} />}
          />
        </div>
        <div className="column grow search-side">
          <PickedPanel result={result} picked={picked} />
          {result.report === 'verification' && <VerifyPanel result={result} onPick={onPick} />}
          <PastSearchesPanel shown={result.id} onShow={onShow} />
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
