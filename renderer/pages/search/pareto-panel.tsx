import { useMemo } from 'react';
import type { SearchResult } from '../../../preload/contract/search.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { lazyTable, type ChartTable } from '../../charts/chart-table.ts';
import { MeasuredMark } from '../../charts/measured-mark.tsx';
import { predictedInterval, type Candidate } from '../../charts/candidate.ts';
import { ParetoChart } from '../../charts/pareto-chart.tsx';
import { drawnExtent } from '../../charts/scales.ts';
import { formatCount } from '../../state/format.ts';

type ParetoPanelProps = {
  result: SearchResult;
  limitMs: number;
  onLimit: (limitMs: number) => void;
  onLimitChosen: (limitMs: number) => void;
  picked: Candidate | null;
  onPick: (name: string) => void;
};

/** Accuracy against latency of every candidate, with the front and the limit. */
export function ParetoPanel({ result, ...chart }: ParetoPanelProps) {
  const table = useMemo(() => paretoTable(result), [result]);
  const drawn = useMemo(() => drawnExtent(result.cloud.accuracy) ?? ([0, 1] as const), [result]);
  const below = useMemo(() => result.cloud.accuracy.filter((value) => value < drawn[0]).length, [result, drawn]);
  const isTold = tellsIntervals(result);
  const capital = result.accuracyMeasured ? 'Accuracy against latency' : 'MACs against latency';
  return (
    <ChartFrame
      grow
      className="search-pareto"
      title={capital}
      note={`${formatCount(result.candidates)} candidates${below === 0 ? '; drag the limit' : `, ${formatCount(below)} below the axis`}`}
      tools={
        <div className="legend">
          {result.front.some((point) => point.measured) && (
            <span>
              <MeasuredMark measured />
              front, measured
            </span>
          )}
          {result.front.some((point) => !point.measured) && (
            <span>
              <MeasuredMark measured={false} />
              front, predicted{isTold ? ', 90 %' : ''}
            </span>
          )}
          <span>
            <i className="legend-mark search-candidate" />
            candidates
          </span>
        </div>
      }
      table={table}
      source={[
        `search over ${result.spaceId}, latencies of ${result.target}${result.table === null ? '' : ` (table ${result.table})`}`,
        ...(isTold ? ['bars: where 90 % of measurements are expected'] : []),
        result.accuracyStatement,
      ].join('; ')}
    >
      <ParetoChart
        label={capital}
        cloud={result.cloud}
        front={result.front}
        drawnAccuracy={drawn}
        titleX={`latency on ${result.target}, ms`}
        titleY={result.accuracyTitle}
        {...chart}
      />
    </ChartFrame>
  );
}

/** Whether it is known how far predictions on the front are off. */
function tellsIntervals({ front }: SearchResult): boolean {
  return front.some(({ within }) => within !== undefined);
}

function paretoTable(result: SearchResult): ChartTable {
  const isTold = tellsIntervals(result);
  const numeric = (title: string) => ({ title, numeric: true });
  const ends = (point: Candidate | null) => (isTold ? ((point && predictedInterval(point)) ?? [null, null]) : []);
  const columns = [
    { title: 'Architecture', numeric: false },
    { title: result.accuracyTitle, numeric: true },
    { title: 'Latency, ms', numeric: true },
    { title: 'Latency is', numeric: false },
    ...(isTold ? [numeric('90 % from, ms'), numeric('90 % to, ms')] : []),
    { title: 'On the front', numeric: false },
  ];
  return lazyTable(columns, () => {
    const onFront = new Set(result.front.map((point) => point.name));
    const cloud = result.cloud.names.map((name, index) => ({
      name,
      accuracy: result.cloud.accuracy[index] ?? null,
      latencyMs: result.cloud.latencyMs[index] ?? null,
    }));
    return [
      ...result.front.map((point) => [
        point.name,
        point.accuracy,
        point.latencyMs,
        point.measured ? 'measured' : 'predicted',
        ...ends(point),
        'yes',
      ]),
      ...cloud
        .filter((point) => !onFront.has(point.name))
        .map((point) => [point.name, point.accuracy, point.latencyMs, null, ...ends(null), 'no']),
    ];
  });
}
