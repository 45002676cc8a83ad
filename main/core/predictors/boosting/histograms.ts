import type { Arena } from '../../kernels/arena.ts';
import type { KernelFunctions } from '../../kernels/kernel-functions.ts';
import type { KernelInstance } from '../../kernels/kernel-instance.ts';
import { holdKernels } from '../../kernels/kernels.ts';
import type { BinnedFeature, BinnedRows } from './binned-rows.ts';

/** Sums of a node's packed gradients. */
export interface NodeSums {
  readonly gradient: number;
  readonly mass: number;
}

export interface SplitRules {
  /** Packing.radix of the gradients. */
  readonly radix: number;
  /** What a child must hold. */
  readonly leastMass: number;
  /** L2 penalty λ on leaf values, in units of mass. */
  readonly l2: number;
}

/** Rows go left whose bin of the feature is at most `bin`. */
export interface Split {
  readonly feature: BinnedFeature;
  /** The last bin on the left side that holds rows, and the first on the right. */
  readonly bin: number;
  readonly nextBin: number;
  readonly left: NodeSums;
}

/**
 * Sums of packed gradients (see `packGradients`) by bin, and the splits that they show, by kernels. All sums are integers below 2⁵³ and
 * therefore exact: neither the order of the rows nor how the work is shared out changes a bit of the result.
 */
export class Histograms {
  /** Row numbers; those of a node stand side by side. */
  readonly order: Int32Array;
  /** [rows] */
  readonly packed: Float64Array;
  readonly #binned: BinnedRows;
  readonly #run: KernelFunctions;
  readonly #arena: Arena;
  readonly #gathered: Float64Array;
  readonly #cells: Uint8Array;
  readonly #found: Float64Array;
  /** For each of the features in use: its first bin, and their number. */
  readonly #table: Int32Array;
  #features: readonly BinnedFeature[] = [];
  readonly #spare: Float64Array[] = [];

  /** Room for `atOnce` histograms. */
  constructor(binned: BinnedRows, atOnce: number, newInstance?: () => KernelInstance) {
    const { rows, cells, features, histogramSize } = binned;
    const histograms = Array.from({ length: atOnce }, () => 8 * histogramSize);
    const { run, arena } = holdKernels([4 * rows, 8 * rows, 8 * rows, cells.length, 32, 8 * features.length, ...histograms], newInstance);
    this.#binned = binned;
    this.#run = run;
    this.#arena = arena;
    this.order = arena.int32(rows);
    this.packed = arena.float64(rows);
    this.#gathered = arena.float64(rows);
    this.#cells = arena.uint8(cells.length);
    this.#cells.set(cells);
    this.#found = arena.float64(4);
    this.#table = arena.int32(2 * features.length);
  }

  /** Splits are looked for among these features from now on. */
  useFeatures(features: readonly BinnedFeature[]): void {
    this.#features = features;
    features.forEach(({ firstBin, smallest }, i) => this.#table.set([firstBin, smallest.length], 2 * i));
  }

  /** The histogram of the rows in `order` from `start` to `end`. */
  sum(start: number, end: number): Float64Array {
    const { rows, jointColumns, histogramSize } = this.#binned;
    const histogram = this.#spare.pop() ?? this.#arena.float64(histogramSize);
    histogram.fill(0);
    const [cells, order, packed, gathered, sums] = [this.#cells, this.order, this.packed, this.#gathered, histogram].map(
      ({ byteOffset }) => byteOffset,
    ) as [number, number, number, number, number];
    this.#run.sumCells(rows, jointColumns, cells, order, start, end, packed, gathered, sums);
    this.#sumSharedCells(histogram);
    return histogram;
  }

  /** target −= part: what is left of a node when one of its children is taken away. */
  subtract(target: Float64Array, part: Float64Array): void {
    this.#run.subtract(target.length, target.byteOffset, part.byteOffset);
  }

  /** The histogram is no longer needed. */
  release(histogram: Float64Array): void {
    this.#spare.push(histogram);
  }

  /**
   * The split with the largest G_L²/(M_L + λ) + G_R²/(M_R + λ) (Chen and Guestrin, XGBoost, KDD 2016, equation 7), the first of equals;
   * undefined where none gains or leaves both children enough.
   *
   * With A = M_L + λ, B = M_R + λ and T = A + B that sum is (d²/(A·B) + G²)/T for d = G_L·T − G·A, so the largest d²/(A·B) is looked for.
   * Without a penalty d is an integer below 2⁵³: splits that are equally good score the same to the last bit, and one that gains nothing
   * scores 0.
   */
  bestSplit(histogram: Float64Array, { gradient, mass }: NodeSums, { radix, leastMass, l2 }: SplitRules): Split | undefined {
    const [table, found] = [this.#table.byteOffset, this.#found.byteOffset];
    const count = this.#features.length;
    if (!this.#run.bestSplit(count, table, histogram.byteOffset, gradient, mass, radix, leastMass, l2, found)) return undefined;
    const [, index, bin, sum] = this.#found as unknown as [number, number, number, number];
    const feature = this.#features[index]!;
    let next = bin + 1;
    while (histogram[next] === 0) next++; // a bin without rows is exactly zero
    const gradientLeft = Math.floor(sum / radix);
    const left = { gradient: gradientLeft, mass: sum - gradientLeft * radix };
    return { feature, bin: bin - feature.firstBin, nextBin: next - feature.firstBin, left };
  }

  /** Sums the bins of features that share a joint column from its cells. */
  #sumSharedCells(histogram: Float64Array): void {
    for (const { firstCell, cells, features, bins } of this.#binned.shared) {
      for (let cell = 0; cell < cells; cell++) {
        const value = histogram[firstCell + cell]!;
        if (value === 0) continue;
        for (let at = cell * features; at < (cell + 1) * features; at++) histogram[bins[at]!]! += value;
      }
    }
  }
}
