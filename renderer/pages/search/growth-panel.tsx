import { useMemo, type ReactNode } from 'react';
import type { HistoryPoint, SearchResult } from '../../../preload/contract/search.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { GrowthCurves } from '../../charts/growth-curves.tsx';
import { formatCount, formatSignificant } from '../../state/format.ts';

type GrowthPanelProps = { result: SearchResult; history: readonly HistoryPoint[]; tools: ReactNode };

/** How the front grew while the search went on: whether it would have grown on. */
export function GrowthPanel({ result, history, tools }: GrowthPanelProps) {
  const table = useMemo(
    () => ({
      columns: ['Candidates', 'Hypervolume', 'Front'].map((title) => ({ title, numeric: true })),
      rows: history.map(({ evaluations, hypervolume, frontSize }) => [evaluations, hypervolume, frontSize]),
    }),
    [history],
  );
  const whole = history.at(-1)?.hypervolume ?? 0;
  const enough = history.find(({ hypervolume }) => hypervolume >= 0.99 * whole)?.evaluations ?? 0;
  return (
    <ChartFrame
      className="search-front"
      title="How the front grew"
      note={`99 % of its hypervolume after ${formatCount(enough)} candidates; log latency and ${result.accuracyMeasured ? 'accuracy' : 'score'}`}
      tools={tools}
      table={table}
      source={`search over ${result.spaceId} by ${result.algorithm}, latencies of ${result.target}; ${result.accuracyStatement}`}
    >
      <GrowthCurves
        label="How the front grew"
        titleX="candidates"
        at={history.map(({ evaluations }) => evaluations)}
        plots={[
          { title: 'Hypervolume', values: history.map(({ hypervolume }) => hypervolume), format: (value) => formatSignificant(value, 4) },
          { title: 'Points on the front', values: history.map(({ frontSize }) => frontSize), format: formatCount },
        ]}
      />
    </ChartFrame>
  );
}
