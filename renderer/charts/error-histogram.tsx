import { scaleLinear } from 'd3-scale';
import { formatPercentNumber } from '../state/format.ts';
import { ChartStage } from './chart-stage.tsx';
import type { Histogram } from './histogram-bins.ts';
import type { Size } from './use-size.ts';

type ErrorHistogramProps = { label: string; histogram: Histogram };

const TOP = 16;
const BOTTOM = 36;
const SIDE = 8;

/** Relative errors around 0: brown where the prediction was too fast, blue where it was too slow. */
export function ErrorHistogram(props: ErrorHistogramProps) {
  return <ChartStage minimumHeight={120}>{(size) => <Bars {...props} size={size} />}</ChartStage>;
}

function Bars({ label, histogram: { width, bins }, size }: ErrorHistogramProps & { size: Size }) {
  const reach = Math.max(3, ...bins.map(({ place }) => Math.abs(place)));
  const x = scaleLinear([-reach - 0.5, reach + 0.5], [SIDE, size.width - SIDE]);
  const bottom = size.height - BOTTOM;
  const y = scaleLinear([0, Math.max(1, ...bins.map(({ count }) => count))], [bottom, TOP]);
  const step = Math.max(1, Math.ceil(reach / 3));
  const ticks = [-3, -2, -1, 0, 1, 2, 3].map((multiple) => multiple * step).filter((place) => Math.abs(place) <= reach);
  const digits = width < 0.01 ? 1 : 0;
  return (
    <svg width={size.width} height={size.height} role="img" aria-label={label}>
      {bins.map(({ place, count }) => (
        <rect
          key={place}
          x={x(place - 0.5) + 0.5}
          y={y(count)}
          width={Math.max(1, x(place + 0.5) - x(place - 0.5) - 1)}
          height={bottom - y(count)}
          fill={colourOf(place, reach)}
          {...(place === 0 ? { stroke: 'var(--axis)', strokeWidth: 1 } : {})}
        />
      ))}
      <line className="chart-axis" x1={SIDE} x2={size.width - SIDE} y1={bottom} y2={bottom} />
      <line x1={x(0)} x2={x(0)} y1={TOP - 6} y2={bottom} stroke="var(--ink-2)" strokeWidth={1.3} />
      {ticks.map((place) => (
        <text key={place} x={x(place)} y={bottom + 15} textAnchor="middle">
          {formatPercentNumber(place * width, { digits, signed: true }).replace(/^0\.0$/, '0')}
        </text>
      ))}
      <text className="chart-axis-title" x={size.width - SIDE} y={bottom + 30} textAnchor="end">
        error, %
      </text>
      <text className="chart-label" x={SIDE} y={TOP + 4}>
        <tspan x={SIDE}>predicted</tspan>
        <tspan x={SIDE} dy={13}>
          too fast
        </tspan>
      </text>
      <text className="chart-label" x={size.width - SIDE} y={TOP + 4} textAnchor="end">
        <tspan x={size.width - SIDE}>predicted</tspan>
        <tspan x={size.width - SIDE} dy={13}>
          too slow
        </tspan>
      </text>
    </svg>
  );
}

function colourOf(place: number, reach: number): string {
  if (place === 0) return 'var(--div-4)';
  const depth = Math.min(3, Math.ceil((3 * Math.abs(place)) / reach));
  return `var(--div-${4 + Math.sign(place) * depth})`;
}
