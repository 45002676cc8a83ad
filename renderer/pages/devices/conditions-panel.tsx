import { lazy, Suspense } from 'react';
import type { DeviceReadings } from '../../../preload/contract/device.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { Panel } from '../../components/panel.tsx';
import type { ChartTable } from '../../charts/chart-table.ts';
import { formatTime } from '../../state/format.ts';
import type { Stream } from '../../state/use-stream.ts';
import type { TimeSeries } from './time-lines.tsx';

/** Recharts is large: the page is there before it. */
const TimeLines = lazy(() => import('./time-lines.tsx').then((module) => ({ default: module.TimeLines })));

const sensorsShown = 4;

type ConditionsPanelProps = {
  deviceName: string;
  stream: Stream<readonly DeviceReadings[]>;
  isMeasured: boolean;
};

/** Temperatures of the last two minutes; where no sensor can be read it says so and shows the load. */
export function ConditionsPanel({ deviceName, stream, isMeasured }: ConditionsPanelProps) {
  const readings = stream.state;
  const sensors = hottestSensors(readings.at(-1));
  const heading = sensors.length > 0 ? 'Temperature' : 'Load';
  const series = sensors.length > 0 ? sensors.map((name, position) => temperatureSeries(readings, name, position)) : [loadSeries(readings)];
  const unit = sensors.length > 0 ? '°C' : '%';
  if (stream.status === 'idle' && isMeasured) {
    return (
      <Panel
        title="Temperature"
        grow
        empty="It is being measured and not disturbed with questions: the Measure page shows what the measurement reads."
      >
        {null}
      </Panel>
    );
  }
  return (
    <ChartFrame
      title={heading}
      note="last two minutes"
      footer={
        sensors.length === 0 &&
        readings.length > 0 && <p className="chart-footer">No temperature sensor can be read here; this is the load.</p>
      }
      grow
      table={seriesTable(series, unit)}
      source={deviceName}
      loading={stream.status === 'opening' && readings.length === 0}
      error={stream.error}
      onRetry={stream.restart}
    >
      <Suspense fallback={<div className="chart-stage" />}>
        {sensors.length > 0 ? (
          <TimeLines title="°C" series={series} />
        ) : (
          <TimeLines title="% of all cores" domain={[0, 100]} series={series} />
        )}
      </Suspense>
    </ChartFrame>
  );
}

function seriesTable(series: readonly TimeSeries[], unit: string): ChartTable {
  const times = [...new Set(series.flatMap((one) => one.points.map((point) => point.atMs)))].sort((a, b) => b - a);
  return {
    columns: [{ title: 'Time', numeric: false }, ...series.map((one) => ({ title: `${one.name}, ${unit}`, numeric: true }))],
    rows: times.map((atMs) => [formatTime(atMs), ...series.map((one) => one.points.find((point) => point.atMs === atMs)?.value ?? null)]),
  };
}

function hottestSensors(reading: DeviceReadings | undefined): string[] {
  return [...(reading?.temperatures ?? [])]
    .sort((a, b) => b.tempC - a.tempC)
    .slice(0, sensorsShown)
    .map((sensor) => sensor.name)
    .sort();
}

function temperatureSeries(readings: readonly DeviceReadings[], name: string, position: number): TimeSeries {
  return {
    name,
    colour: `var(--cat-${position + 1})`,
    points: readings.flatMap((reading) => {
      const sensor = reading.temperatures.find((candidate) => candidate.name === name);
      return sensor === undefined ? [] : [{ atMs: reading.atMs, value: sensor.tempC }];
    }),
  };
}

function loadSeries(readings: readonly DeviceReadings[]): TimeSeries {
  return {
    name: 'load',
    colour: 'var(--cat-1)',
    points: readings.flatMap((reading) => (reading.load === null ? [] : [{ atMs: reading.atMs, value: reading.load * 100 }])),
  };
}
