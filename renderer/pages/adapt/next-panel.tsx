import type { ReactNode } from 'react';
import type { SpaceSummary } from '../../../preload/contract/space.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { IntervalMark } from '../../charts/interval-mark.tsx';
import { extent, latencyAxis, type AxisScale } from '../../charts/scales.ts';
import { ArchitectureGlyph } from '../../components/architecture-glyph.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { architectureBars, operatorLegend } from '../../state/architecture-bars.ts';
import { architectureWords } from '../../state/architecture-words.ts';
import { formatMs, formatSignificant } from '../../state/format.ts';
import { useSpaces } from '../../state/queries.ts';
import { architectureChoices } from '../search/architecture-choices.ts';
import { nextReason } from './next-reason.ts';
import { deviationsOf90 } from './prediction-errors.ts';
import type { ShownAdaptation } from './queries.ts';

type Row = ShownAdaptation['next'][number] & { rank: number };

const MARK = 138;

/** What to measure next and why, the most informative first. */
export function NextPanel({ adaptation, source, footer }: { adaptation: ShownAdaptation; source: string; footer: ReactNode }) {
  const genes = useSpaces().data?.find((space) => space.id === adaptation.model.spaceId)?.genes ?? [];
  const rows = adaptation.next.map((proposal, index) => ({ ...proposal, rank: index + 1 }));
  return (
    <ChartFrame
      grow
      className="adapt-next"
      title="Measure these next"
      note={rows.length === 0 ? undefined : `${rows.length}, most informative first`}
      formats={['csv']}
      tools={
        <div className="legend">
          {operatorLegend(genes).map(({ label, colour }) => (
            <span key={label}>
              <i className="legend-mark" style={{ background: colour }} />
              {label}
            </span>
          ))}
        </div>
      }
      table={{
        columns: [
          { title: 'Architecture', numeric: false },
          { title: 'Predicted, ms', numeric: true },
          { title: '90 % ±, ms', numeric: true },
          { title: 'Why', numeric: false },
        ],
        rows: rows.map((row) => [row.name, row.predictedMs, halfWidth(row), nextReason(row)]),
      }}
      source={source}
      footer={footer}
    >
      {rows.length === 0 ? (
        <p className="secondary small">Every architecture of the table is measured.</p>
      ) : (
        <div className="adapt-table">
          <DataTable
            caption="Measure these next, the most informative first"
            columns={columnsOf(axisOf(rows), genes)}
            rows={rows}
            rowKey={({ name }) => name}
            height="100%"
          />
        </div>
      )}
    </ChartFrame>
  );
}

function halfWidth({ deviationMs }: Pick<Row, 'deviationMs'>): number | null {
  return deviationMs === null ? null : deviationsOf90 * deviationMs;
}

function axisOf(rows: readonly Row[]): AxisScale {
  const ends = rows.flatMap((row) => {
    const half = halfWidth(row) ?? 0;
    return [Math.max(row.predictedMs / 4, row.predictedMs - half), row.predictedMs + half];
  });
  return latencyAxis(extent(ends) ?? [1, 10], [4, MARK - 4], 40, 0.02);
}

function columnsOf(scale: AxisScale, genes: SpaceSummary['genes']): Column<Row>[] {
  const [low, high] = scale.domain;
  return [
    {
      key: 'rank',
      header: <span className="visually-hidden">Rank</span>,
      width: '24px',
      cell: ({ rank }) => <span className="muted">{rank}</span>,
    },
    {
      key: 'architecture',
      header: 'Architecture',
      cell: ({ name }) => (
        <span className="adapt-architecture" title={name}>
          <ArchitectureGlyph bars={architectureBars(genes, architectureChoices(name, genes))} />
          <span className="ellipsis">{architectureWords(name)}</span>
        </span>
      ),
    },
    {
      key: 'mark',
      width: `${MARK}px`,
      header: (
        <span className="adapt-axis" style={{ width: MARK }}>
          <span>{formatSignificant(low, 2)} ms</span>
          <span>90 %{scale.logarithmic ? ', log' : ' interval'}</span>
          <span>{formatSignificant(high, 2)}</span>
        </span>
      ),
      cell: (row) => {
        const half = halfWidth(row);
        const ends =
          half === null ? { low: null, high: null } : { low: Math.max(low, row.predictedMs - half), high: row.predictedMs + half };
        return <IntervalMark scale={scale} predicted={row.predictedMs} {...ends} baseline={null} measured={null} />;
      },
    },
    {
      key: 'ms',
      header: 'ms',
      align: 'right',
      cell: (row) => {
        const half = halfWidth(row);
        return (
          <>
            <span className="strong">{formatMs(row.predictedMs)}</span>
            {half !== null && <span className="secondary"> ±{formatSignificant(half, 2)}</span>}
          </>
        );
      },
    },
    { key: 'why', header: 'Why this one', cell: (row) => <span className="secondary">{nextReason(row)}</span> },
  ];
}
