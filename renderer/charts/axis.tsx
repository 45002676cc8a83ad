import type { AxisScale } from './scales.ts';

interface HorizontalAxisProps {
  readonly scale: AxisScale;
  /** Pixel row of the axis line. */
  readonly y: number;
  /** Name and unit; `(log)` is added where the axis is logarithmic. */
  readonly title: string;
  /** Top pixel row of vertical grid lines; absent: none. */
  readonly gridTop?: number;
}

/** Axis along the bottom: ticks below the line, the title at its right end. */
export function HorizontalAxis({ scale, y, title, gridTop }: HorizontalAxisProps) {
  const [left, right] = scale.range;
  return (
    <g aria-hidden="true">
      {scale.ticks.map((tick) => {
        const x = scale.toPixel(tick.value);
        return (
          <g key={tick.value}>
            {gridTop !== undefined && <line className="chart-grid" x1={x} x2={x} y1={gridTop} y2={y} />}
            <line className="chart-axis" x1={x} x2={x} y1={y} y2={y + 4} />
            <text x={x} y={y + 16} textAnchor="middle">
              {tick.label}
            </text>
          </g>
        );
      })}
      <line className="chart-axis" x1={left} x2={right} y1={y} y2={y} />
      <text className="chart-axis-title" x={right} y={y + 31} textAnchor="end">
        {axisLabel(title, scale)}
      </text>
    </g>
  );
}

interface VerticalAxisProps {
  readonly scale: AxisScale;
  /** Left and right pixel of the grid lines. */
  readonly left: number;
  readonly right: number;
  /** Name and unit, written above the axis; `(log)` is added where the axis is logarithmic. */
  readonly title: string;
}

/** Axis along the left: labels beside horizontal grid lines, the title above them. */
export function VerticalAxis({ scale, left, right, title }: VerticalAxisProps) {
  return (
    <g aria-hidden="true">
      {scale.ticks.map((tick) => {
        const y = scale.toPixel(tick.value);
        return (
          <g key={tick.value}>
            <line className="chart-grid" x1={left} x2={right} y1={y} y2={y} />
            <text x={left - 7} y={y + 4} textAnchor="end">
              {tick.label}
            </text>
          </g>
        );
      })}
      <text className="chart-axis-title" x={0} y={15}>
        {axisLabel(title, scale)}
      </text>
    </g>
  );
}

function axisLabel(title: string, scale: AxisScale): string {
  return scale.logarithmic ? `${title} (log)` : title;
}
