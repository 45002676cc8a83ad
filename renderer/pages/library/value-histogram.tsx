import { formatSignificant } from '../../state/format.ts';

const WIDTH = 276;
const BASE = 60;
const BINS = 22;

/** How a column's values are spread, at a glance; on a logarithmic axis where they range over a factor of three or more. */
export function ValueHistogram({ values, unit, title }: { values: readonly number[]; unit: string; title: string }) {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[0];
  const high = sorted.at(-1);
  if (low === undefined || high === undefined) return <p className="muted small">Nothing is measured in this column yet.</p>;
  const middle = sorted[Math.floor(sorted.length / 2)]!;
  const logarithmic = low > 0 && high / low >= 3;
  const scale = logarithmic ? Math.log : (value: number): number => value;
  const span = scale(high) - scale(low);
  const place = (value: number): number => (span === 0 ? 0.5 : (scale(value) - scale(low)) / span);
  const counts = Array.from({ length: BINS }, () => 0);
  for (const value of sorted) counts[Math.min(BINS - 1, Math.floor(place(value) * BINS))]! += 1;
  const most = Math.max(...counts);
  const step = WIDTH / BINS;
  const words = (value: number): string => formatSignificant(value);
  const middleX = Math.min(WIDTH - 70, Math.max(50, place(middle) * WIDTH));
  return (
    <figure className="library-histogram">
      <figcaption className="label">
        {title}
        {logarithmic ? ' (log)' : ''}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} 78`}
        role="img"
        aria-label={`${title}: ${words(low)} to ${words(high)} ${unit}, median ${words(middle)} ${unit}`}
      >
        {counts.map((count, index) => (
          <rect
            key={index}
            x={index * step + 1}
            y={BASE - (count / most) * 56}
            width={step - 2}
            height={(count / most) * 56}
            rx={1}
            fill="var(--cat-1)"
          />
        ))}
        <line x1={0} x2={WIDTH} y1={BASE} y2={BASE} stroke="var(--axis)" />
        <text x={0} y={74}>
          {words(low)}
        </text>
        {low !== high && (
          <text x={middleX} y={74} textAnchor="middle">
            {words(middle)}
          </text>
        )}
        <text x={WIDTH} y={74} textAnchor="end">
          {words(high)} {unit}
        </text>
      </svg>
    </figure>
  );
}
