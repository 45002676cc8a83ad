import type { Job } from '../../../preload/contract/job.ts';
import type { SearchResult } from '../../../preload/contract/search.ts';
import { Segmented } from '../../components/segmented.tsx';
import { FleetPanel } from './fleet-panel.tsx';
import { FrontPanel } from './front-panel.tsx';
import { GrowthPanel } from './growth-panel.tsx';
import { VerifyButton } from './verify-button.tsx';

export const lowerViews = ['front', 'growth', 'fleet'] as const;
export type LowerView = (typeof lowerViews)[number];

type LowerPanelsProps = {
  result: SearchResult;
  fleetId: string | null;
  limitMs: number;
  picked: string | null;
  view: LowerView;
  onView: (view: LowerView) => void;
  onPick: (name: string) => void;
  onShowDevice: (searchId: string) => void;
  onJob: (job: Job) => void;
};

/** Below the chart: the front as a list, how it grew, or the same search for other devices. */
export function LowerPanels({ result, fleetId, limitMs, picked, view, onView, onPick, onShowDevice, onJob }: LowerPanelsProps) {
  const { history = [] } = result;
  const choice = (
    <Segmented
      label="Below the chart"
      value={view}
      options={[
        { value: 'front', label: 'Front' },
        { value: 'growth', label: 'Growth', disabled: history.length < 2 },
        { value: 'fleet', label: 'Fleet' },
      ]}
      onChange={onView}
    />
  );
  if (view === 'fleet')
    return <FleetPanel result={result} fleetId={fleetId} limitMs={limitMs} tools={choice} onShowDevice={onShowDevice} onStarted={onJob} />;
  if (view === 'growth' && history.length >= 2) return <GrowthPanel result={result} history={history} tools={choice} />;
  return (
    <FrontPanel
      result={result}
      limitMs={limitMs}
      picked={picked}
      onPick={onPick}
      tools={
        <>
          <VerifyButton result={result} onStarted={onJob} />
          {choice}
        </>
      }
    />
  );
}
