import { CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { readingsSpanMs } from './use-readings.ts';

export type TimeSeries = { name: string; colour: string; points: readonly { atMs: number; value: number }[] };

export type TimeLinesProps = {
  /** Unit, above the vertical axis. */
  title: string;
  series: readonly TimeSeries[];
  /** Fixed range of the vertical axis; by default what the values need, at least 10 units. */
  domain?: readonly [number, number];
};

const spanSeconds = readingsSpanMs / 1000;
const margin = { top: 26, right: 84, bottom: 18, left: 0 };
const tick = { fill: 'var(--tick)', fontSize: 11 };
const axisLabel = { fill: 'var(--ink-2)', fontSize: 11 };

/** Values of the last two minutes as lines, each named at its end. */
export function TimeLines({ title, series, domain }: TimeLinesProps) {
  const nowMs = Math.max(...series.map((one) => one.points.at(-1)?.atMs ?? 0));
  const named = series.flatMap((one) => one.points.at(-1)?.value ?? []);
  return (
    <div
      className="chart-stage"
      data-chart-stage
      role="img"
      aria-label={`${title} over the last two minutes: ${series.map((one) => `${one.name} now ${lastValue(one)}`).join(', ')}`}
    >
      <ResponsiveContainer width="100%" height="100%" minHeight={170}>
        <LineChart margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--grid)" />
          <XAxis
            type="number"
            dataKey="secondsAgo"
            domain={[0, spanSeconds]}
            reversed
            allowDataOverflow
            ticks={[spanSeconds, spanSeconds / 2, 0]}
            tickFormatter={(seconds: number) => (seconds === 0 ? 'now' : String(seconds))}
            tick={tick}
            stroke="var(--axis)"
            label={{ ...axisLabel, value: 'seconds ago', position: 'insideBottomRight', offset: -12 }}
          />
          <YAxis
            type="number"
            width={34}
            domain={domain ? [...domain] : [(low: number) => Math.floor(low - 5), (high: number) => Math.ceil(high + 5)]}
            tick={tick}
            axisLine={false}
            tickLine={false}
            label={{ ...axisLabel, value: title, position: 'top', offset: 14, textAnchor: 'start', dx: -14 }}
          />
          {series.map((one) => (
            <Line
              key={one.name}
              name={one.name}
              data={one.points.map((point) => ({ secondsAgo: (nowMs - point.atMs) / 1000, value: point.value }))}
              dataKey="value"
              stroke={one.colour}
              strokeWidth={1.8}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
              label={endLabel(one, named)}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

const labelGap = 14;

/** Name and value at the end of a line; lines that end close together are labelled one below the other. */
function endLabel(series: TimeSeries, lastValues: readonly number[]) {
  const last = series.points.length - 1;
  const value = series.points[last]?.value ?? 0;
  const close = lastValues.filter((other) => other > value && other - value < 2).length;
  const name = series.name.length > 8 ? `${series.name.slice(0, 7)}…` : series.name;
  return ({ x, y, index }: { x?: number | string | undefined; y?: number | string | undefined; index?: number | undefined }) =>
    index === last ? (
      <text x={Number(x) + 8} y={Number(y) + 4 + close * labelGap} fill="var(--ink-2)" fontSize={11}>
        {name} {lastValue(series)}
      </text>
    ) : null;
}

function lastValue({ points }: TimeSeries): string {
  const value = points.at(-1)?.value;
  return value === undefined ? 'unknown' : value.toFixed(value >= 99.5 ? 0 : 1);
}
