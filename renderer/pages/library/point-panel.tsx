import { X } from 'lucide-react';
import { Link } from 'wouter';
import type { PointOrigin } from '../../../preload/contract/library.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { KeyValues, type KeyValue } from '../../components/key-values.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { architectureWords } from '../../state/architecture-words.ts';
import { formatDateTime, formatGhz, formatMs, formatPercent, formatSignificant, formatTemperature, plural } from '../../state/format.ts';
import { flagReason } from '../measure/flag-words.ts';
import { usePointOrigin } from './queries.ts';

type PointPanelProps = { table: string; column: string; unit: string; architecture: string; onClose: () => void };

/** Where one number comes from: each time that it was measured, and under what. */
export function PointPanel({ table, column, unit, architecture, onClose }: PointPanelProps) {
  const origin = usePointOrigin(table, column, architecture);
  return (
    <section className="library-point" aria-label="This number">
      <div className="library-point-header">
        <h3 title={architecture}>{architectureWords(architecture)}</h3>
        <IconButton icon={X} label="Close this number" onClick={onClose} />
      </div>
      {origin.error !== null && <ErrorPanel error={origin.error} inside onRetry={() => void origin.refetch()} />}
      {origin.isPending && <Skeleton label="This number: loading" />}
      {origin.data !== undefined && (
        <>
          <KeyValues
            items={[
              {
                label: 'Value',
                value: origin.data.value === null ? null : `${formatSignificant(origin.data.value, 4)} ${unit}`,
                why: 'it was not measured',
              },
              ...profiledFacts(origin.data),
            ]}
          />
          {origin.data.measurements.map((one) => (
            <div key={`${one.campaignId}/${one.block}/${one.repeat}/${one.position}`} className="library-measurement">
              <KeyValues items={measurementFacts(one)} />
            </div>
          ))}
          {origin.data.measurements.length === 0 && origin.data.profiled === null && (
            <p className="muted small">It came with the table; how it was measured is not told.</p>
          )}
        </>
      )}
    </section>
  );
}

function profiledFacts({ profiled }: PointOrigin): KeyValue[] {
  if (profiled === null) return [];
  const { measuredAtMs, runs, p90Ms, spread, clockKhz, tempC } = profiled;
  return [
    { label: 'Measured', value: formatDateTime(measuredAtMs) },
    { label: 'Runs', value: `${plural(runs, 'run')}, p90 ${formatMs(p90Ms)} ms, spread ${formatPercent(spread)}` },
    { label: 'Clock', value: clockKhz === null ? null : `${formatGhz(clockKhz)} GHz`, why: 'the profile does not say' },
    { label: 'Heat', value: tempC === null ? null : formatTemperature(tempC), why: 'the profile does not say' },
  ];
}

function measurementFacts(one: PointOrigin['measurements'][number]): KeyValue[] {
  return [
    {
      label: 'Measured',
      value: <Link href={`/measure?campaign=${encodeURIComponent(one.campaignId)}`}>{formatDateTime(one.measuredAtMs)}</Link>,
    },
    {
      label: 'Counts',
      value: one.isAnchor ? 'as the anchor of its block' : one.accepted ? 'yes' : 'no: its block was measured again',
    },
    { label: 'Median', value: `${formatMs(one.medianMs)} ms of ${plural(one.samplesMs.length, 'run')}` },
    { label: 'Spread', value: `${formatPercent(one.spread)}, p90 ${formatMs(one.p90Ms)} ms` },
    { label: 'Clock', value: one.clockKhz === null ? null : `${formatGhz(one.clockKhz)} GHz`, why: 'the device tells none' },
    { label: 'Heat', value: one.tempC === null ? null : formatTemperature(one.tempC), why: 'the device tells none' },
    { label: 'Flags', value: flagReason(one) ?? 'none' },
  ];
}
