import type { AxisScale } from './scales.ts';

type IntervalMarkProps = {
  scale: AxisScale;
  predicted: number;
  low: number | null;
  high: number | null;
  baseline: number | null;
  measured: number | null;
};

/** One prediction on a line of a table: hollow dot on its pale interval, the baseline a grey dash, the measured value a filled dot. */
export function IntervalMark({ scale, predicted, low, high, baseline, measured }: IntervalMarkProps) {
  const [left, right] = scale.range;
  const at = (value: number): number => Math.min(right, Math.max(left, scale.toPixel(value)));
  return (
    <svg width={right + left} height="16" viewBox={`0 0 ${right + left} 16`} aria-hidden="true" className="interval-mark">
      <line x1={left} x2={right} y1="8" y2="8" stroke="var(--grid)" />
      {low !== null && high !== null && (
        <line x1={at(low)} x2={at(high)} y1="8" y2="8" stroke="var(--cat-1)" strokeWidth="6" opacity={0.3} />
      )}
      {baseline !== null && <path d={`M${at(baseline)} 3v10`} stroke="var(--baseline)" strokeWidth="1.8" />}
      <circle cx={at(predicted)} cy="8" r="3.4" fill="var(--surface)" stroke="var(--cat-1)" strokeWidth="1.7" />
      {measured !== null && <circle cx={at(measured)} cy="8" r="2.6" fill="var(--ink)" />}
    </svg>
  );
}
