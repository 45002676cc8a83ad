import { ArrowLeftRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { MonotonicityPair, PairAdvice } from '../../../preload/contract/monotonicity.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import type { ChartTable } from '../../charts/chart-table.ts';
import { latencySpread, type LatencySpread } from '../../charts/latency-spread.ts';
import { PairScatter } from '../../charts/pair-scatter.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { formatMs } from '../../state/format.ts';
import { usePair } from './queries.ts';

type PairPanelProps = { table: string; source: string; pair: PairAdvice; onSwap: () => void };

/** One device against another: what each architecture takes on both, or its rank. */
export function PairPanel({ table, source, pair, onSwap }: PairPanelProps) {
  const [kind, setKind] = useState<'latency' | 'rank'>('latency');
  const query = usePair(table, pair.a, pair.b);
  const data = query.data;
  const spread = useMemo(() => (data === undefined ? undefined : latencySpread(data.latencyA, data.latencyB)), [data]);
  const unit = kind === 'latency' ? 'ms' : 'rank';
  return (
    <ChartFrame
      grow
      title={`${pair.a} against ${pair.b}`}
      tools={
        <>
          <Segmented
            label="What is drawn"
            value={kind}
            options={[
              { value: 'latency', label: 'Latency' },
              { value: 'rank', label: 'Rank' },
            ]}
            onChange={setKind}
          />
          <IconButton icon={ArrowLeftRight} label={`Take ${pair.b} as the proxy`} onClick={onSwap} />
        </>
      }
      loading={data === undefined && query.error === null}
      error={query.error}
      onRetry={() => void query.refetch()}
      table={data === undefined ? { columns: [], rows: [] } : pairTable(data)}
      source={source}
      footer={<p className="chart-footer">{footerOf(pair, data, spread)}</p>}
    >
      {data !== undefined && (
        <PairScatter
          label={`${data.a} against ${data.b}`}
          names={data.names}
          x={kind === 'latency' ? data.latencyA : data.rankA}
          y={kind === 'latency' ? data.latencyB : data.rankB}
          kind={kind}
          titleX={`${data.a}, ${unit}`}
          titleY={`${data.b}, ${unit}`}
          spread={spread}
        />
      )}
    </ChartFrame>
  );
}

function footerOf(pair: PairAdvice, data: MonotonicityPair | undefined, spread: LatencySpread | undefined): string {
  if (data === undefined) return '';
  if (spread === undefined) return `Each dot is one of ${data.names.length} architectures measured on both devices.`;
  const verdict = pair.advice === 'reuse' ? 'its order holds there too.' : 'its order can’t be trusted here.';
  return `Networks that take ${spread.atMs} ms on ${data.a} take ${formatMs(spread.lowMs)} to ${formatMs(spread.highMs)} ms on ${data.b} (5 to 95 % of ${spread.networks}): ${verdict}`;
}

function pairTable(pair: MonotonicityPair): ChartTable {
  return {
    columns: [
      { title: 'Architecture', numeric: false },
      { title: `${pair.a}, ms`, numeric: true },
      { title: `${pair.b}, ms`, numeric: true },
      { title: `Rank on ${pair.a}`, numeric: true },
      { title: `Rank on ${pair.b}`, numeric: true },
    ],
    rows: pair.names.map((name, index) => [
      name,
      pair.latencyA[index] ?? null,
      pair.latencyB[index] ?? null,
      pair.rankA[index] ?? null,
      pair.rankB[index] ?? null,
    ]),
  };
}
