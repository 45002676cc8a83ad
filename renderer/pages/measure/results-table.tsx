import { Check, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { Campaign, Measurement } from '../../../preload/contract/campaign.ts';
import type { SpaceSummary } from '../../../preload/contract/space.ts';
import { ArchitectureGlyph } from '../../components/architecture-glyph.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Tag } from '../../components/tag.tsx';
import { architectureBars } from '../../state/architecture-bars.ts';
import { formatMs, formatPercent, formatPercentNumber } from '../../state/format.ts';
import { useSpaces } from '../../state/queries.ts';
import { architectureChoices } from '../search/architecture-choices.ts';
import { supersededIn } from './campaign-state.ts';
import { flagReason } from './flag-words.ts';
import { measurementKey } from './merge-measurements.ts';
import { networkNames } from './network-names.ts';
import { sampleScale, sampleShare, type SampleScale } from './sample-scale.ts';
import { SampleStrip } from './sample-strip.tsx';
import './results-table.css';

const scaledBy = 50;

/** Measurements, the latest first, each with its raw samples. */
export function ResultsTable({ campaign, measurements }: { campaign: Campaign; measurements: readonly Measurement[] }) {
  const spaces = useSpaces();
  const genes = spaces.data?.find((space) => space.id === campaign.spaceId)?.genes ?? [];
  const called = networkNames(campaign);
  const isSuperseded = useMemo(() => supersededIn(campaign.blocks), [campaign.blocks]);
  const rows = useMemo(() => measurements.filter((measurement) => !measurement.isAnchor).reverse(), [measurements]);
  const scale = useMemo(() => sampleScale(rows.slice(0, scaledBy)), [rows]);
  return (
    <DataTable<Measurement>
      caption="Latest results"
      rows={rows}
      rowKey={measurementKey}
      height="100%"
      columns={[
        {
          key: 'architecture',
          header: 'Architecture',
          cell: (row) => <Architecture name={row.architecture} called={called(row.architecture)} genes={genes} />,
        },
        {
          key: 'samples',
          header: <StripHeader scale={scale} />,
          width: '364px',
          cell: (row) => <SampleStrip measurement={row} scale={scale} />,
        },
        { key: 'median', header: 'Median ms', align: 'right', cell: (row) => <span className="strong">{formatMs(row.medianMs)}</span> },
        { key: 'p90', header: '90 % ms', align: 'right', cell: (row) => formatMs(row.p90Ms) },
        { key: 'spread', header: 'Spread %', align: 'right', cell: (row) => formatPercentNumber(row.spread) },
        { key: 'quality', header: 'Quality', cell: (row) => <Quality measurement={row} superseded={isSuperseded(row)} /> },
      ]}
    />
  );
}

/** Genes that a glyph shows within a row. */
const glyphGenes = 12;

function Architecture({ name, called, genes }: { name: string; called: string; genes: SpaceSummary['genes'] }) {
  const bars = genes.length <= glyphGenes ? architectureBars(genes, architectureChoices(name, genes)) : [];
  return (
    <span className="architecture" title={name}>
      {bars.length > 0 && <ArchitectureGlyph bars={bars} />}
      <span className="mono ellipsis">{called}</span>
    </span>
  );
}

/** Marks of the strips: the median, and fractions above and below it. */
function StripHeader({ scale }: { scale: SampleScale }) {
  const marks = [scale.low, scale.high / 2, scale.high];
  return (
    <span className="strip-header">
      <span className="visually-hidden">Raw runs around the median, </span>
      <span style={{ left: `${sampleShare(0, scale) * 100}%` }}>median</span>
      {marks.map((mark) => (
        <span
          key={mark}
          style={{ left: `${sampleShare(mark, scale) * 100}%` }}
          className={mark === scale.high ? 'strip-end' : mark < 0 ? 'strip-start' : undefined}
        >
          {formatPercent(mark, { digits: 0, signed: true })}
        </span>
      ))}
    </span>
  );
}

function Quality({ measurement, superseded }: { measurement: Measurement; superseded: boolean }) {
  const reason = flagReason(measurement);
  if (superseded) return <Tag tone="muted">Measured again</Tag>;
  return reason === null ? (
    <Tag tone="ok" icon={Check}>
      Good
    </Tag>
  ) : (
    <Tag tone="warn" icon={TriangleAlert}>
      {reason}
    </Tag>
  );
}
