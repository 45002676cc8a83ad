import type { DeviceDescription, DeviceReadings } from '../../../preload/contract/device.ts';
import { formatGhz } from '../../state/format.ts';
import { highestClockKhz } from './use-readings.ts';

const width = 124;
const height = 34;
const inset = 3;
const spanMs = 60_000;

/** The fastest core's clock over the last minute, under a dotted line at the cluster's highest clock. */
export function ClockSparkline({
  cluster,
  readings,
}: {
  cluster: DeviceDescription['clusters'][number];
  readings: readonly DeviceReadings[];
}) {
  const nowMs = readings.at(-1)?.atMs ?? 0;
  const points = readings.flatMap((reading) => {
    const clockKhz = highestClockKhz(reading, cluster.processors);
    return clockKhz === null || reading.atMs < nowMs - spanMs ? [] : [{ atMs: reading.atMs, clockKhz }];
  });
  const highest = Math.max(cluster.maximumClockKhz ?? 0, ...points.map((point) => point.clockKhz));
  const toX = (atMs: number): number => width - ((nowMs - atMs) / spanMs) * width;
  const toY = (clockKhz: number): number => inset + (1 - clockKhz / highest) * (height - 2 * inset);
  const latest = points.at(-1);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={latest === undefined ? 'clock unknown' : `clock of the last minute, now ${formatGhz(latest.clockKhz)} GHz`}
    >
      {cluster.maximumClockKhz !== null && <line className="sparkline-limit" x1={0} x2={width} y1={inset} y2={inset} />}
      {points.length > 0 && (
        <path
          className="sparkline-line"
          d={`M${points.map((point) => `${toX(point.atMs).toFixed(1)} ${toY(point.clockKhz).toFixed(1)}`).join('L')}`}
        />
      )}
    </svg>
  );
}
