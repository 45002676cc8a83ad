import { useMemo } from 'react';
import type { MonotonicityMatrix, PairAdvice } from '../../../preload/contract/monotonicity.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { lazyTable, type ChartTable } from '../../charts/chart-table.ts';
import { SrccHeatmap } from '../../charts/srcc-heatmap.tsx';
import { SrccLegend } from '../../charts/srcc-legend.tsx';
import { formatCount } from '../../state/format.ts';

export type HeatmapOrder = 'clustered' | 'alphabetic';

type HeatmapPanelProps = {
  matrix: MonotonicityMatrix;
  source: string;
  order: HeatmapOrder;
  pair: PairAdvice;
  onPick: (pair: { proxy: string; target: string }) => void;
};

/** Who ranks like whom: every two devices of the table. */
export function HeatmapPanel({ matrix, source, order, pair, onPick }: HeatmapPanelProps) {
  const positions = useMemo(
    () =>
      order === 'clustered'
        ? matrix.clusteredOrder
        : matrix.devices.map((_, index) => index).sort((a, b) => (matrix.devices[a] ?? '').localeCompare(matrix.devices[b] ?? '')),
    [matrix, order],
  );
  const picked = useMemo(() => ({ proxy: pair.a, target: pair.b }), [pair.a, pair.b]);
  return (
    <ChartFrame
      className="monotonicity-heatmap"
      title="Who ranks like whom"
      note={`Spearman rank correlation (SRCC), ${matrix.devices.length} devices, ${formatCount(matrix.architectures)} architectures`}
      table={matrixTable(matrix)}
      source={`${source}; SRCC with 95 % bootstrap intervals, ${formatCount(matrix.architectures)} architectures (pairs with gaps: fewer)`}
      footer={<SrccLegend />}
    >
      <SrccHeatmap
        matrix={matrix}
        order={positions}
        {...(order === 'clustered' ? { tree: matrix.tree } : {})}
        picked={picked}
        onPick={onPick}
      />
    </ChartFrame>
  );
}

function matrixTable(matrix: MonotonicityMatrix): ChartTable {
  const columns = [
    { title: 'Device', numeric: false },
    { title: 'Device', numeric: false },
    { title: 'SRCC', numeric: true },
    { title: '95 % from', numeric: true },
    { title: 'to', numeric: true },
    { title: 'Architectures', numeric: true },
    { title: 'Advice', numeric: false },
  ];
  return lazyTable(columns, () =>
    matrix.pairs.map((pair) => [
      pair.a,
      pair.b,
      pair.srcc,
      pair.interval?.low ?? null,
      pair.interval?.high ?? null,
      pair.architectures,
      pair.advice,
    ]),
  );
}
