export interface HistogramBin {
  /** Multiples of the width that the middle of the bin is from 0. */
  readonly place: number;
  readonly count: number;
}

export interface Histogram {
  readonly width: number;
  /** Without gaps, from the lowest to the highest, the one at 0 always among them. The outermost hold what is beyond as well. */
  readonly bins: readonly HistogramBin[];
}

const widths = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
const mostPlaces = 8;

/** Counts of values in bins around 0, wide enough that 98 % of the values are in `mostPlaces` bins on either side. */
export function histogramAroundZero(values: readonly number[]): Histogram {
  const sizes = values.map(Math.abs).toSorted((a, b) => a - b);
  const reach = sizes[Math.floor(0.98 * (sizes.length - 1))] ?? 0;
  const width = widths.find((candidate) => reach <= (mostPlaces + 0.5) * candidate) ?? widths.at(-1)!;
  const places = values.map((value) => Math.max(-mostPlaces, Math.min(mostPlaces, Math.round(value / width))));
  const from = Math.min(0, ...places);
  const counts = Array.from({ length: Math.max(0, ...places) - from + 1 }, () => 0);
  for (const place of places) counts[place - from]! += 1;
  return { width, bins: counts.map((count, index) => ({ place: from + index, count })) };
}
