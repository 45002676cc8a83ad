import { scaleLinear, scaleLog } from 'd3-scale';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Maps values to pixels; `logarithmic` says which kind of axis it is, because the title of the axis must say so. */
export interface AxisScale {
  readonly logarithmic: boolean;
  /** [lowest, highest] value drawn. */
  readonly domain: readonly [number, number];
  /** Pixel of the lowest and of the highest value. */
  readonly range: readonly [number, number];
  readonly ticks: readonly Tick[];
  toPixel(value: number): number;
  toValue(pixel: number): number;
}

/** A latency axis is logarithmic from this ratio of largest to smallest value on. */
const LOGARITHMIC_FROM = 3;

/** Digits per decade that may carry a tick, from sparse to dense. */
const LOGARITHMIC_STEPS = [[1], [1, 3], [1, 2, 5], [1, 2, 3, 5], [1, 1.5, 2, 3, 4, 5, 6, 8], [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9]] as const;

/** Smallest and largest finite value; undefined where there is none. */
export function extent(values: Iterable<number>): [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

/**
 * The part of the values worth drawing: without the lowest tenth where that alone would take more than half of the axis
 * (a few useless candidates far below the rest).
 */
export function drawnExtent(values: readonly number[]): [number, number] | undefined {
  const sorted = new Float64Array(values).filter(Number.isFinite).sort();
  if (sorted.length === 0) return undefined;
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const tenth = sorted[Math.floor(sorted.length / 10)]!;
  return [tenth - low > high - tenth ? tenth : low, high];
}

/** Short form of a tick's value: no more digits than the step between ticks needs. */
export function tickLabel(value: number, step: number): string {
  const decimals = Math.max(0, Math.min(6, -Math.floor(Math.log10(Math.abs(step) || 1) + 1e-9)));
  return value.toLocaleString('en-US', { maximumFractionDigits: decimals });
}

/** Ticks of a logarithmic axis that stand at least `spacing` pixels apart. */
export function logarithmicTicks(domain: readonly [number, number], toPixel: (value: number) => number, spacing: number): Tick[] {
  const firstDecade = Math.floor(Math.log10(domain[0]));
  const lastDecade = Math.ceil(Math.log10(domain[1]));
  let chosen: number[] = [];
  for (const steps of LOGARITHMIC_STEPS) {
    const values: number[] = [];
    for (let decade = firstDecade; decade <= lastDecade; decade++) {
      for (const step of steps) {
        const value = Number((step * 10 ** decade).toPrecision(6));
        if (value >= domain[0] && value <= domain[1]) values.push(value);
      }
    }
    const tooDense = values.some((value, index) => index > 0 && Math.abs(toPixel(value) - toPixel(values[index - 1] ?? value)) < spacing);
    if (tooDense && chosen.length > 1) break;
    chosen = values;
    if (tooDense) break;
  }
  return chosen.map((value) => ({ value, label: value.toLocaleString('en-US', { maximumSignificantDigits: 3 }) }));
}

/** An axis with equal steps; `padding` is the share of the values' span left free on either side. */
export function linearAxis(
  values: readonly [number, number],
  range: readonly [number, number],
  spacing: number,
  padding = 0.04,
): AxisScale {
  const span = values[1] - values[0] || Math.abs(values[0]) || 1;
  const domain: [number, number] = [values[0] - span * padding, values[1] + span * padding];
  const scale = scaleLinear(domain, [...range]);
  const tickValues = scale.ticks(Math.max(2, Math.floor(Math.abs(range[1] - range[0]) / Math.max(40, spacing))));
  const step = (tickValues[1] ?? 1) - (tickValues[0] ?? 0);
  return {
    logarithmic: false,
    domain,
    range,
    ticks: tickValues.map((value) => ({ value, label: tickLabel(value, step) })),
    toPixel: (value) => scale(value),
    toValue: (pixel) => scale.invert(pixel),
  };
}

function logarithmicAxis(values: readonly [number, number], range: readonly [number, number], spacing: number, padding: number): AxisScale {
  const stretch = (values[1] / values[0]) ** padding;
  const domain: [number, number] = [values[0] / stretch, values[1] * stretch];
  const scale = scaleLog(domain, [...range]);
  const toPixel = (value: number): number => scale(value);
  return {
    logarithmic: true,
    domain,
    range,
    ticks: logarithmicTicks(domain, toPixel, spacing),
    toPixel,
    toValue: (pixel) => scale.invert(pixel),
  };
}

/** The part of an axis from one share of its length to another, drawn over the whole length. */
export function partOfAxis(axis: AxisScale, [from, to]: readonly [number, number], spacing: number): AxisScale {
  if (from <= 0 && to >= 1) return axis;
  const [start, end] = axis.range;
  const valueAt = (share: number): number => axis.toValue(start + share * (end - start));
  return (axis.logarithmic ? logarithmicAxis : linearAxis)([valueAt(from), valueAt(to)], axis.range, spacing, 0);
}

/** The share of an axis's length at which a value stands; 0: its start. */
export function shareOfAxis(axis: AxisScale, value: number): number {
  const [start, end] = axis.range;
  return (axis.toPixel(value) - start) / (end - start);
}

/** An axis for latencies: logarithmic where the largest is at least three times the smallest, else linear. */
export function latencyAxis(
  values: readonly [number, number],
  range: readonly [number, number],
  spacing: number,
  padding = 0.04,
): AxisScale {
  return values[0] > 0 && values[1] / values[0] >= LOGARITHMIC_FROM
    ? logarithmicAxis(values, range, spacing, padding)
    : linearAxis(values, range, spacing, padding);
}
