import { useState } from 'react';
import { Link } from 'wouter';
import type { CampaignOrigin, ColumnOrigin } from '../../../preload/contract/library.ts';
import type { TableSummary } from '../../../preload/contract/table.ts';
import { DataTable } from '../../components/data-table.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { KeyValues, type KeyValue } from '../../components/key-values.tsx';
import { Picker } from '../../components/picker.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { architectureWords } from '../../state/architecture-words.ts';
import {
  formatCount,
  formatDateTime,
  formatGhz,
  formatPercent,
  formatSignificant,
  formatSpan,
  formatTemperature,
  plural,
} from '../../state/format.ts';
import { useTable } from '../../state/queries.ts';
import { PointPanel } from './point-panel.tsx';
import { useColumnOrigin } from './queries.ts';
import { ValueHistogram } from './value-histogram.tsx';

type TableOriginProps = {
  table: TableSummary;
  column: string | null;
  point: string | null;
  onColumn: (column: string) => void;
  onPoint: (architecture: string | null) => void;
};

/** A column of a table: how its values are spread, where every number comes from, and each of them. */
export function TableOrigin({ table, column: wanted, point, onColumn, onPoint }: TableOriginProps) {
  const column = (table.columns.find(({ name }) => name === wanted) ?? table.columns[0])?.name ?? null;
  const data = useTable(table.name);
  const origin = useColumnOrigin(table.name, column);
  const [listed, setListed] = useState(false);
  if (column === null) return <p className="secondary small">This table has no column yet: it fills while its campaign measures.</p>;
  const error = origin.error ?? data.error;
  if (error !== null) return <ErrorPanel error={error} inside onRetry={() => void Promise.all([origin.refetch(), data.refetch()])} />;
  if (origin.data === undefined || data.data === undefined) return <Skeleton label="Where the numbers come from: loading" />;
  const values = data.data.values[data.data.columns.findIndex(({ name }) => name === column)] ?? [];
  const rows = data.data.names.flatMap((name, row) => (typeof values[row] === 'number' ? [{ name, value: values[row] }] : []));
  return (
    <>
      {table.columns.length > 1 && (
        <Picker
          label="Column"
          value={column}
          searchable={table.columns.length > 12}
          options={table.columns.map(({ name }) => ({ value: name, label: name }))}
          onChange={onColumn}
        />
      )}
      <ValueHistogram
        values={rows.map(({ value }) => value)}
        unit={table.unit}
        title={`${quantityWords[table.quantity]}, ${plural(rows.length, 'architecture')}`}
      />
      <section aria-label="Where every number comes from">
        <h3 className="label">Where every number comes from</h3>
        <KeyValues items={originFacts(origin.data)} />
      </section>
      {point !== null && (
        <PointPanel table={table.name} column={column} unit={table.unit} architecture={point} onClose={() => onPoint(null)} />
      )}
      <details className="library-values" onToggle={(event) => setListed(event.currentTarget.open)}>
        <summary>Each of the {formatCount(rows.length)} numbers</summary>
        {listed && (
          <DataTable
            caption={`Values of ${column}`}
            rows={rows}
            rowKey={({ name }) => name}
            selectedKey={point}
            onSelect={({ name }) => onPoint(name)}
            height="240px"
            columns={[
              { key: 'name', header: 'Architecture', cell: ({ name }) => <span className="library-clip">{architectureWords(name)}</span> },
              { key: 'value', header: table.unit, align: 'right', cell: ({ value }) => formatSignificant(value) },
            ]}
          />
        )}
      </details>
    </>
  );
}

const quantityWords: Record<TableSummary['quantity'], string> = { latency: 'Median latency', energy: 'Energy', accuracy: 'Accuracy' };

function originFacts({ origin, source, createdAtMs, conditions, profile, campaigns }: ColumnOrigin): KeyValue[] {
  if (conditions === null) {
    if (profile !== null) {
      return [
        { label: 'Device', value: <Link href={`/devices?profile=${encodeURIComponent(profile.id)}`}>{profile.name}</Link> },
        { label: 'Measured by', value: `another lab, ${profile.program}` },
      ];
    }
    return [
      { label: 'Origin', value: origin },
      { label: 'File', value: source === '' ? null : source, why: 'nothing was said at the import' },
      { label: 'Imported', value: formatDateTime(createdAtMs) },
      { label: 'Conditions', value: null, why: 'a table of values does not tell them' },
    ];
  }
  const { deviceId, deviceName, runtime, precision, threads, affinity, resolution, powerMode } = conditions;
  return [
    { label: 'Device', value: <Link href={`/devices?device=${encodeURIComponent(deviceId)}`}>{deviceName}</Link> },
    { label: 'Runtime', value: `${runtime}, ${precision}` },
    {
      label: 'Threads',
      value: `${formatCount(threads)}, ${affinity.length === 0 ? 'cores as the system chooses' : `cores ${affinity.join(', ')}`}`,
    },
    ...(resolution === null ? [] : [{ label: 'Input', value: `${formatCount(resolution)} pixels` }]),
    ...(powerMode === null ? [] : [{ label: 'Power mode', value: powerMode }]),
    ...campaigns.flatMap((campaign, index) => campaignFacts(campaign, campaigns.length > 1 ? ` ${campaigns.length - index}` : '')),
    ...(campaigns.length === 0 ? [{ label: 'Campaign', value: null, why: 'it was deleted; the medians stayed' }] : []),
  ];
}

function campaignFacts(origin: CampaignOrigin, number: string): KeyValue[] {
  const { campaignId, firstAtMs, lastAtMs, runs, repeatedBlocks, failures, anchorDrift, driftLimit } = origin;
  const range = (low: number | null, high: number | null, words: (value: number) => string): string | null =>
    low === null || high === null ? null : low === high ? words(low) : `${words(low)} – ${words(high)}`;
  return [
    {
      label: `Measured${number}`,
      value: (
        <Link href={`/measure?campaign=${encodeURIComponent(campaignId)}`}>
          {firstAtMs === null || lastAtMs === null ? 'nothing yet' : formatSpan(firstAtMs, lastAtMs)}
        </Link>
      ),
    },
    { label: 'Heat', value: range(origin.lowestTempC, origin.highestTempC, formatTemperature), why: 'the device tells no temperature' },
    {
      label: 'Clock',
      value: range(origin.lowestClockKhz, origin.highestClockKhz, (kHz) => `${formatGhz(kHz)} GHz`),
      why: 'the device tells none',
    },
    {
      label: 'Anchor',
      value: anchorDrift === null ? null : `drift ${formatPercent(anchorDrift)}, limit ${formatPercent(driftLimit, { digits: 0 })}`,
      why: 'no block has ended',
    },
    { label: 'Left out', value: [plural(repeatedBlocks, 'repeated block'), plural(failures, 'failure')].join(', ') },
    { label: 'Raw runs', value: `${formatCount(runs)} kept` },
  ];
}
