import { useEffect, useMemo, useRef, useState } from 'react';
import type { CostModelDetail, DevicePredictions } from '../../../preload/contract/cost-model.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import type { ChartTable } from '../../charts/chart-table.ts';
import { IntervalMark } from '../../charts/interval-mark.tsx';
import { type AxisScale, extent, latencyAxis } from '../../charts/scales.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { formatPercent, formatSignificant } from '../../state/format.ts';
import { intervalVerdict } from './cost-answer.ts';
import { NetworkName } from './network-name.tsx';
import { PredictDialog } from './predict-dialog.tsx';

type PredictionsPanelProps = {
  model: CostModelDetail;
  predictions: DevicePredictions;
  source: string;
  picked: string | null;
  onPick: (network: string) => void;
};

type Row = DevicePredictions['networks'][number];

const MARK = 132;

/** What every network outside the signature is predicted to take, with its interval, the scalar's word and what was measured. */
export function PredictionsPanel({ model, predictions, source, picked, onPick }: PredictionsPanelProps) {
  const { networks, level } = predictions;
  const open = useMemo(() => networks.filter(({ measuredMs }) => measuredMs === null), [networks]);
  const mixed = open.length > 0 && open.length < networks.length;
  const table = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A picked network of the address is in view at once; one that is clicked is already.
    table.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const [all, setAll] = useState(false);
  const [predicting, setPredicting] = useState(false);
  const rows = mixed && !all ? open : networks;
  const scale = useMemo(() => axisOf(networks), [networks]);
  const percent = formatPercent(level, { digits: 0 });
  const columns = useMemo(() => columnsOf(model.spaceId, scale, percent), [model.spaceId, scale, percent]);
  return (
    <ChartFrame
      grow
      className="cost-predictions"
      title="Predicted latencies"
      note={`${rows.length < networks.length ? `${rows.length} of ` : ''}${networks.length}, fastest first`}
      formats={['csv']}
      tools={<Legend percent={percent} />}
      table={predictionsTable(predictions)}
      source={source}
      footer={
        <div className="chart-footer cost-footer">
          <span>{intervalVerdict(predictions, model)}</span>
          <span className="cost-links">
            <button type="button" className="cost-link" onClick={() => setPredicting(true)}>
              Predict an ONNX file
            </button>
            {mixed && (
              <button type="button" className="cost-link" onClick={() => setAll(!all)}>
                {all ? `Show the ${open.length} not measured` : `Show all ${networks.length}`}
              </button>
            )}
          </span>
          <PredictDialog opened={predicting} predictions={predictions} onClose={() => setPredicting(false)} />
        </div>
      }
    >
      <div className="cost-table" ref={table}>
        <DataTable
          caption={`Predicted latencies on ${predictions.device}, fastest first`}
          columns={columns}
          rows={rows}
          rowKey={({ network }) => network}
          selectedKey={picked}
          onSelect={({ network }) => onPick(network)}
          height="100%"
        />
      </div>
    </ChartFrame>
  );
}

function Legend({ percent }: { percent: string }) {
  return (
    <div className="legend">
      <span>
        <svg width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
          <line x1="0" x2="22" y1="5" y2="5" stroke="var(--cat-1)" strokeWidth="6" opacity={0.3} />
          <circle cx="11" cy="5" r="3.4" fill="var(--surface)" stroke="var(--cat-1)" strokeWidth="1.7" />
        </svg>
        predicted, {percent}
      </span>
      <span>
        <svg width="2" height="10" viewBox="0 0 2 10" aria-hidden="true">
          <path d="M1 0v10" stroke="var(--baseline)" strokeWidth="1.8" />
        </svg>
        scalar
      </span>
      <span>
        <svg width="6" height="6" viewBox="0 0 6 6" aria-hidden="true">
          <circle cx="3" cy="3" r="2.6" fill="var(--ink)" />
        </svg>
        measured
      </span>
    </div>
  );
}

function axisOf(networks: readonly Row[]): AxisScale {
  const range = extent(
    networks.flatMap(({ latencyMs, lowMs, highMs, measuredMs }) =>
      [latencyMs, lowMs, highMs, measuredMs].filter((value) => value !== null),
    ),
  );
  return latencyAxis(range ?? [1, 10], [4, MARK - 4], 40, 0);
}

/** Three digits, four from 100 on, as tables of latencies show them. */
function ms(value: number): string {
  return formatSignificant(value, value < 100 ? 3 : 4);
}

function columnsOf(spaceId: string, scale: AxisScale, percent: string): Column<Row>[] {
  const [low, high] = scale.domain;
  return [
    { key: 'network', header: 'Network', cell: ({ network }) => <NetworkName spaceId={spaceId} name={network} /> },
    {
      key: 'mark',
      width: `${MARK}px`,
      header: (
        <span className="cost-axis" style={{ width: MARK }}>
          <span>{formatSignificant(low, 2)} ms</span>
          {scale.logarithmic && <span>log</span>}
          <span>{formatSignificant(high, 2)}</span>
        </span>
      ),
      cell: ({ latencyMs, lowMs, highMs, scalarMs, measuredMs }) => (
        <IntervalMark scale={scale} predicted={latencyMs} low={lowMs} high={highMs} baseline={scalarMs} measured={measuredMs} />
      ),
    },
    { key: 'predicted', header: 'Predicted ms', align: 'right', cell: ({ latencyMs }) => <span className="strong">{ms(latencyMs)}</span> },
    {
      key: 'interval',
      header: `${percent} interval`,
      align: 'right',
      cell: ({ lowMs, highMs }) => (
        <span className="secondary">{lowMs === null || highMs === null ? 'unknown' : `${ms(lowMs)}–${ms(highMs)}`}</span>
      ),
    },
    { key: 'scalar', header: 'Scalar', align: 'right', cell: ({ scalarMs }) => <span className="muted">{ms(scalarMs)}</span> },
    {
      key: 'measured',
      header: 'Measured',
      align: 'right',
      cell: ({ measuredMs }) => (measuredMs === null ? <span className="muted">not yet</span> : ms(measuredMs)),
    },
  ];
}

/** The same as T shows it and CSV writes it. */
export function predictionsTable({ networks, level }: DevicePredictions): ChartTable {
  const percent = formatPercent(level, { digits: 0 });
  return {
    columns: [
      { title: 'Network', numeric: false },
      { title: 'Predicted, ms', numeric: true },
      { title: `${percent} from, ms`, numeric: true },
      { title: 'to, ms', numeric: true },
      { title: 'Scalar, ms', numeric: true },
      { title: 'Measured, ms', numeric: true },
    ],
    rows: networks.map(({ network, latencyMs, lowMs, highMs, scalarMs, measuredMs }) => [
      network,
      latencyMs,
      lowMs,
      highMs,
      scalarMs,
      measuredMs,
    ]),
  };
}
