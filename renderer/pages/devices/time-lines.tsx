import { HorizontalAxis, VerticalAxis } from '../../charts/axis.tsx';
import { ChartStage } from '../../charts/chart-stage.tsx';
import { extent, linearAxis, type AxisScale } from '../../charts/scales.ts';
import type { Size } from '../../charts/use-size.ts';
import { readingsSpanMs } from './use-readings.ts';

export type TimeSeries = { name: string; colour: string; points: readonly { atMs: number; value: number }[] };

export type TimeLinesProps = {
  /** Unit, above the vertical axis. */
  title: string;
  series: readonly TimeSeries[];
  /** Fixed range of the vertical axis; by default what the values need, at least 10 units. */
  domain?: readonly [number, number];
};

/** Values of the last two minutes as lines, each named at its end. */
export function TimeLines(props: TimeLinesProps) {
  return <ChartStage minimumHeight={170}>{(size) => <Drawing {...props} size={size} />}</ChartStage>;
}

const margin = { top: 26, right: 84, bottom: 36, left: 30 };
const labelGap = 14;

function Drawing({ title, series, domain, size }: TimeLinesProps & { size: Size }) {
  const right = Math.max(margin.left + 40, size.width - margin.right);
  const bottom = Math.max(margin.top + 40, size.height - margin.bottom);
  const values = domain ?? padded(extent(series.flatMap((one) => one.points.map((point) => point.value))) ?? [0, 1]);
  const y = linearAxis(values, [bottom, margin.top], 36, 0);
  const nowMs = Math.max(...series.map((one) => one.points.at(-1)?.atMs ?? 0));
  const x = ago(margin.left, right);
  const ends = endLabels(series, y);
  return (
    <svg
      width={size.width}
      height={size.height}
      role="img"
      aria-label={`${title} over the last two minutes: ${ends.map((end) => `${end.name} now ${end.text}`).join(', ') || 'no reading yet'}`}
    >
      <VerticalAxis scale={y} left={margin.left} right={right} title={title} />
      <HorizontalAxis scale={x} y={bottom} title="seconds ago" />
      {series.map((one) => (
        <path
          key={one.name}
          d={
            one.points.length === 0
              ? ''
              : `M${one.points.map((point) => `${x.toPixel((nowMs - point.atMs) / 1000).toFixed(1)} ${y.toPixel(point.value).toFixed(1)}`).join('L')}`
          }
          fill="none"
          stroke={one.colour}
          strokeWidth={1.8}
          strokeLinejoin="round"
        />
      ))}
      {ends.map((end) => (
        <text key={end.name} className="ink-2" x={right + 8} y={end.y + 4}>
          {end.name.length > 8 ? `${end.name.slice(0, 7)}…` : end.name} {end.text}
        </text>
      ))}
    </svg>
  );
}

/** Seconds ago from left to right, 120 to now. */
function ago(left: number, right: number): AxisScale {
  const seconds = readingsSpanMs / 1000;
  return {
    logarithmic: false,
    domain: [seconds, 0],
    range: [left, right],
    ticks: [
      { value: seconds, label: String(seconds) },
      { value: seconds / 2, label: String(seconds / 2) },
      { value: 0, label: 'now' },
    ],
    toPixel: (value) => right - (value / seconds) * (right - left),
    toValue: (pixel) => ((right - pixel) / (right - left)) * seconds,
  };
}

function padded([low, high]: readonly [number, number]): [number, number] {
  const missing = Math.max(0, 10 - (high - low)) / 2;
  return [Math.floor(low - missing - 1), Math.ceil(high + missing + 1)];
}

/** Last values at the line ends, pushed apart where they would overlap. */
function endLabels(series: readonly TimeSeries[], y: AxisScale): { name: string; text: string; y: number }[] {
  const labels = series
    .flatMap((one) => {
      const last = one.points.at(-1);
      return last === undefined ? [] : [{ name: one.name, text: last.value.toFixed(last.value >= 99.5 ? 0 : 1), y: y.toPixel(last.value) }];
    })
    .sort((a, b) => a.y - b.y);
  for (let index = 1; index < labels.length; index++) {
    const above = labels[index - 1];
    const label = labels[index];
    if (above !== undefined && label !== undefined) label.y = Math.max(label.y, above.y + labelGap);
  }
  return labels;
}
