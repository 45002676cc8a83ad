import { sortedOrder } from '../../stats/sorted-order.ts';

/** One feature cut into bins of neighbouring values. */
export interface FeatureBins {
  /** Bin of each row. */
  readonly binOfRow: Uint8Array;
  /** Smallest and largest value in each bin, rising; both are the value itself where a bin holds one. */
  readonly smallest: Float64Array;
  readonly largest: Float64Array;
}

export const mostBins = 255;

/**
 * Cuts a feature into at most 255 bins: one a value where it has no more values than that, else neighbouring values together so that the bins
 * hold about equally many rows. undefined: the feature is constant. `values`: [rows], finite.
 */
export function binFeature(values: Float64Array): FeatureBins | undefined {
  const first = values[0];
  if (values.every((value) => value === first)) return undefined;
  const order = sortedOrder(values);
  const starts = runStarts(values, order);
  const bins = starts.length > mostBins ? evenBins(starts, values.length) : starts;

  const binOfRow = new Uint8Array(values.length);
  const smallest = new Float64Array(bins.length);
  const largest = new Float64Array(bins.length);
  for (let bin = 0; bin < bins.length; bin++) {
    const end = bins[bin + 1] ?? order.length;
    smallest[bin] = values[order[bins[bin]!]!]!;
    largest[bin] = values[order[end - 1]!]!;
    for (let position = bins[bin]!; position < end; position++) binOfRow[order[position]!] = bin;
  }
  return { binOfRow, smallest, largest };
}

/** Positions in `order` at which another value begins. */
function runStarts(values: Float64Array, order: Uint32Array): number[] {
  const starts = [0];
  for (let position = 1; position < order.length; position++) {
    if (values[order[position]!] !== values[order[position - 1]!]) starts.push(position);
  }
  return starts;
}

/**
 * Of the runs' starts those that make `mostBins` bins; each aims at an even share of what is left, so that a frequent value gets a bin of its
 * own.
 */
function evenBins(starts: readonly number[], rows: number): number[] {
  const bins = [0];
  for (let run = 1; run < starts.length && bins.length < mostBins; run++) {
    const begin = bins.at(-1)!;
    const share = (rows - begin) / (mostBins - bins.length + 1);
    const runEnd = starts[run + 1] ?? rows;
    // Closed here if that comes nearer to the share than taking the next run in would.
    if ((starts[run]! + runEnd) / 2 - begin >= share) bins.push(starts[run]!);
  }
  return bins;
}
