import { type BinnedRows, cellsPerColumn, columnsAtOnce } from './binned-rows.ts';

/**
 * Sums the packed gradients (see `packed-gradients.ts`) of some rows by bin. All sums are integers below 2⁵³ and therefore exact: neither the
 * order of the rows nor how the work is shared out changes a bit of the result.
 * `order`: row numbers; those from `start` to `end` are summed. `histogram`: [binned.histogramSize], overwritten.
 */
export function sumHistogram(
  binned: BinnedRows,
  order: Uint32Array,
  start: number,
  end: number,
  packed: Float64Array,
  histogram: Float64Array,
): void {
  histogram.fill(0);
  for (let column = 0; column < binned.jointColumns; column += columnsAtOnce) {
    sumCells(binned.words, column * (binned.rows / 4), order, start, end, packed, histogram, column * cellsPerColumn);
  }
  sumSharedCells(binned, histogram);
}

/** Sums eight joint columns; their cells are read as two words of four bytes. */
function sumCells(
  words: Uint32Array,
  firstWord: number,
  order: Uint32Array,
  start: number,
  end: number,
  packed: Float64Array,
  histogram: Float64Array,
  o: number,
): void {
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    const value = packed[row]!;
    const at = firstWord + 2 * row;
    let word = words[at]!;
    histogram[o + (word & 255)]! += value;
    histogram[o + 256 + ((word >>> 8) & 255)]! += value;
    histogram[o + 512 + ((word >>> 16) & 255)]! += value;
    histogram[o + 768 + (word >>> 24)]! += value;
    word = words[at + 1]!;
    histogram[o + 1024 + (word & 255)]! += value;
    histogram[o + 1280 + ((word >>> 8) & 255)]! += value;
    histogram[o + 1536 + ((word >>> 16) & 255)]! += value;
    histogram[o + 1792 + (word >>> 24)]! += value;
  }
}

/** Sums the bins of features that share a joint column from its cells. A cell that holds no rows is exactly zero. */
function sumSharedCells({ shared }: BinnedRows, histogram: Float64Array): void {
  for (const { firstCell, cells, features, bins } of shared) {
    for (let cell = 0; cell < cells; cell++) {
      const value = histogram[firstCell + cell]!;
      if (value === 0) continue;
      for (let at = cell * features; at < (cell + 1) * features; at++) histogram[bins[at]!]! += value;
    }
  }
}

/** target −= part: what is left of a node when one of its children is taken away. */
export function subtractHistogram(target: Float64Array, part: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! -= part[i]!;
}
