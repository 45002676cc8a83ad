import type { PairAdvice } from '../../../preload/contract/monotonicity.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { IntervalDots, type IntervalDot } from '../../charts/interval-dots.tsx';
import { formatInterval, formatSrcc } from '../../state/format.ts';
import { noticeable } from './adapt-answer.ts';
import type { ShownAdaptation } from './queries.ts';
import { pointAt, type RepeatedFigure, type Repeats } from './repeats.ts';

type BeforeAfterPanelProps = {
  adaptation: ShownAdaptation;
  before: PairAdvice | null;
  repeats: Repeats | null;
  /** Repeats are on their way. */
  loading: boolean;
  source: string;
};

/** SRCC of the proxy as it is, of simpler models, after adapting, and what is to be expected of more measurements. */
export function BeforeAfterPanel({ adaptation, before, repeats, loading, source }: BeforeAfterPanelProps) {
  const count = adaptation.samples.length;
  const own = repeats && pointAt(repeats.adapted, count);
  const rows = rowsOf(adaptation, before, own ? repeats : null);
  return (
    <ChartFrame
      className="adapt-before-after"
      title="Before and after"
      note={own ? `SRCC, ${repeats.seeds} repeats or bootstrap` : 'SRCC, 90 % from the samples'}
      loading={loading}
      table={{
        columns: [
          { title: 'What', numeric: false },
          { title: 'SRCC', numeric: true },
          { title: 'from', numeric: true },
          { title: 'to', numeric: true },
          { title: 'Interval', numeric: false },
        ],
        rows: rows.map(({ name, srcc, interval, kind }) => [name, srcc, interval?.low ?? null, interval?.high ?? null, kind]),
      }}
      source={source}
      footer={
        <p className="chart-footer adapt-footer">
          Method: <b>{adaptation.chosen}</b>. {adaptation.reason} {own ? addedBySources(repeats, count) : ''}
        </p>
      }
    >
      <IntervalDots
        label="Rank correlation before and after"
        dots={rows}
        picked={own ? `Adapted, ${count}` : `Expected, ${count}`}
        digits={2}
        labelsWidth={122}
        valuesWidth={112}
        rowHeight={rows.length > 5 ? 26 : 30}
      />
    </ChartFrame>
  );
}

type Row = IntervalDot & { kind: string };

function rowsOf(adaptation: ShownAdaptation, before: PairAdvice | null, repeats: Repeats | null): Row[] {
  const count = adaptation.samples.length;
  const row = (name: string, srcc: number, interval: Row['interval'], kind: string, look?: NonNullable<IntervalDot['look']>): Row => ({
    name,
    srcc,
    interval,
    kind,
    word: interval === null ? '' : formatInterval(interval.low, interval.high, (value) => formatSrcc(value)),
    ...(look === undefined ? {} : { look }),
  });
  const rows: Row[] = [];
  if (before !== null && before.srcc !== null) rows.push(row('Proxy as it is', before.srcc, before.interval, '95 % bootstrap', 'rival'));
  if (repeats === null) {
    const { srccNoSource, srccHeldOut, certainty } = adaptation;
    if (srccNoSource !== null) rows.push(row(`No source, ${count}`, srccNoSource, null, '', 'baseline'));
    if (srccHeldOut !== null) rows.push(row(`On the others, ${count}`, srccHeldOut, null, ''));
    if (certainty !== null) rows.push(row(`Expected, ${count}`, certainty.expected, certainty, '90 %, from the samples', 'expected'));
    return rows;
  }
  const kind = `range of ${repeats.seeds} repeats`;
  const repeated = (name: string, point: RepeatedFigure | null, look?: NonNullable<IntervalDot['look']>): void => {
    if (point !== null) rows.push(row(name, point.middle, point, kind, look));
  };
  repeated(`AdaProxy, ${count}`, pointAt(repeats.adaproxy, count), 'baseline');
  repeated('Best source as it is', pointAt(repeats.bestSource, count), 'baseline');
  repeated(`No source, ${count}`, pointAt(repeats.noSource, count), 'baseline');
  repeated(`Adapted, ${count}`, pointAt(repeats.adapted, count));
  const next = repeats.adapted.find(({ at }) => at > count);
  if (next !== undefined) repeated(`Expected at ${next.at}`, next, 'expected');
  return rows;
}

/** What the sources are worth where fewest are measured, and now. */
function addedBySources({ adapted, noSource }: Repeats, count: number): string {
  const gain = (at: number): string | null => {
    const [own, alone] = [pointAt(adapted, at), pointAt(noSource, at)];
    if (own === null || alone === null) return null;
    const difference = own.middle - alone.middle;
    return difference < noticeable ? 'nothing' : difference.toFixed(2);
  };
  const fewest = adapted[0]?.at ?? count;
  const [first, now] = [gain(fewest), gain(count)];
  if (now === null) return '';
  if (first === null || fewest >= count) return `At ${count} measurements the sources add ${now}.`;
  return `At ${fewest} measurements the sources add ${first}, at ${count} ${now}.`;
}
