import type { DeviceDescription, DeviceReadings } from '../../../preload/contract/device.ts';
import { DataTable } from '../../components/data-table.tsx';
import { formatGhz } from '../../state/format.ts';
import { ClockSparkline } from './clock-sparkline.tsx';
import { highestClockKhz } from './use-readings.ts';
import './cluster-table.css';

type Cluster = DeviceDescription['clusters'][number];

/** Clusters with their cores and the fastest core's clock over the last minute. */
export function ClusterTable({ clusters, readings }: { clusters: readonly Cluster[]; readings: readonly DeviceReadings[] }) {
  const now = readings.at(-1);
  const clocksKnown = now === undefined || now.clocks.length > 0;
  const governors = clusters.filter((cluster) => cluster.governor !== null);
  return (
    <>
      <DataTable<Cluster>
        caption="Clusters"
        rows={clusters}
        rowKey={(cluster) => cluster.name}
        rowHeight={50}
        columns={[
          {
            key: 'name',
            header: 'Cluster',
            cell: (cluster) => (
              <>
                <div className="strong">{cluster.name}</div>
                <div className="muted small">{processorRange(cluster.processors)}</div>
              </>
            ),
          },
          { key: 'cores', header: 'Cores', cell: (cluster) => <CoreSquares amount={cluster.processors.length} /> },
          { key: 'clock', header: 'Clock, 60 s', cell: (cluster) => <ClockSparkline cluster={cluster} readings={readings} /> },
          {
            key: 'ghz',
            header: 'GHz',
            align: 'right',
            cell: (cluster) => <ClockNow clockKhz={highestClockKhz(now, cluster.processors)} maximumKhz={cluster.maximumClockKhz} />,
          },
        ]}
      />
      <p className="cluster-foot">
        {!clocksKnown && 'Clocks are unknown: this system does not tell them. '}
        {governors.length === 0 ? (
          'Governor: unknown, the system does not tell.'
        ) : (
          <>
            Governor: <strong>{[...new Set(governors.map((cluster) => cluster.governor))].join(', ')}</strong>.
          </>
        )}
      </p>
    </>
  );
}

function ClockNow({ clockKhz, maximumKhz }: { clockKhz: number | null; maximumKhz: number | null }) {
  return (
    <>
      <div className={clockKhz === null ? 'muted' : 'strong'}>{clockKhz === null ? 'unknown' : formatGhz(clockKhz)}</div>
      <div className="muted small">{maximumKhz === null ? 'highest unknown' : `of ${formatGhz(maximumKhz)} GHz`}</div>
    </>
  );
}

const squaresShown = 16;

function CoreSquares({ amount }: { amount: number }) {
  return (
    <span className="core-squares" role="img" aria-label={`${amount}`}>
      {Array.from({ length: Math.min(amount, squaresShown) }, (_, core) => (
        <i key={core} />
      ))}
      {amount > squaresShown && <span className="small muted">{amount}</span>}
    </span>
  );
}

function processorRange(processors: readonly number[]): string {
  const first = processors[0];
  const last = processors.at(-1);
  if (first === undefined || last === undefined) return '';
  if (first === last) return `cpu${first}`;
  return last - first + 1 === processors.length ? `cpu${first}–${last}` : `cpu${processors.join(', ')}`;
}
