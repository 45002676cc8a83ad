import type { MonotonicityMatrix, PairAdvice } from '../../../preload/contract/monotonicity.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { IntervalDots } from '../../charts/interval-dots.tsx';
import { formatSrcc } from '../../state/format.ts';
import { TWIN_SRCC, betterProxies } from './better-proxies.ts';

type ProxiesPanelProps = { matrix: MonotonicityMatrix; source: string; pair: PairAdvice; onPick: (proxy: string) => void };

const MOST_ROWS = 6;

/** Which devices would stand in for the target better than the picked one. */
export function ProxiesPanel({ matrix, source, pair, onPick }: ProxiesPanelProps) {
  const all = betterProxies(matrix, pair.b, pair.a, Infinity);
  const shown = betterProxies(matrix, pair.b, pair.a, MOST_ROWS);
  return (
    <ChartFrame
      title={`Better proxies for ${pair.b}`}
      note="95 % interval"
      table={{
        columns: [
          { title: 'Proxy', numeric: false },
          { title: 'SRCC', numeric: true },
          { title: '95 % from', numeric: true },
          { title: 'to', numeric: true },
          { title: 'Advice', numeric: false },
        ],
        rows: all.map((dot) => [dot.name, dot.srcc, dot.interval?.low ?? null, dot.interval?.high ?? null, dot.word]),
      }}
      source={source}
      footer={<p className="chart-footer">{footerOf(all)}</p>}
    >
      <IntervalDots label={`Proxies for ${pair.b}, best first`} dots={shown} picked={pair.a} onPick={onPick} />
    </ChartFrame>
  );

  function footerOf(dots: typeof all): string {
    const [best] = dots;
    if (best === undefined) return 'No device has enough architectures in common with it.';
    if (best.srcc >= TWIN_SRCC) return `${best.name} agrees at ${formatSrcc(best.srcc, 3)}: probably one device measured twice.`;
    const good = dots.filter((dot) => dot.word === 'reuse').length;
    return good === 0
      ? `None reaches .90 for certain: adapt, from ${best.name} or another.`
      : `${good} of ${dots.length} devices can be reused as they are.`;
  }
}
