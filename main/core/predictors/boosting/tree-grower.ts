import type { KernelInstance } from '../../kernels/kernel-instance.ts';
import { type BinnedFeature, type BinnedRows, cellPlace, cellsPerColumn, columnsAtOnce } from './binned-rows.ts';
import { Histograms, type NodeSums, type Split, type SplitRules } from './histograms.ts';
import { type GrownNode, type Tree, treeOf } from './tree.ts';

export interface GrowthRules extends SplitRules {
  readonly depth: number;
  readonly learningRate: number;
}

/** What differs from tree to tree. */
export interface TreeRules {
  /** Gradients are masses times residuals times this. */
  readonly scale: number;
  /** Features that it may split at. */
  readonly features: readonly BinnedFeature[];
}

interface OpenNode {
  /** Its place among the nodes. */
  readonly at: number;
  readonly depth: number;
  /** Its rows: `order` from start to end. */
  readonly start: number;
  readonly end: number;
  readonly sums: NodeSums;
  /** Absent where it may not be split. */
  readonly histogram: Float64Array | undefined;
}

/** Grows trees over the same rows, one after the other, down to a depth, from histograms (Ke et al., LightGBM, NeurIPS 2017). */
export class TreeGrower {
  readonly #binned: BinnedRows;
  readonly #rules: GrowthRules;
  readonly #histograms: Histograms;
  readonly #setAside: Int32Array;
  readonly #goesLeft = new Uint8Array(cellsPerColumn);

  constructor(binned: BinnedRows, rules: GrowthRules, newInstance?: () => KernelInstance) {
    this.#binned = binned;
    this.#rules = rules;
    // One for the root, and one more at each depth: of two children one takes over its parent's.
    this.#histograms = new Histograms(binned, Math.max(1, Math.min(rules.depth, binned.rows)), newInstance);
    this.#setAside = new Int32Array(binned.rows);
  }

  /** [rows] packed gradients of the next tree, see `packGradients`. */
  get packed(): Float64Array {
    return this.#histograms.packed;
  }

  /** One tree. What its leaves say is taken from the residuals of their rows, also of those without mass. Yields after each node. */
  *grow({ scale, features }: TreeRules, residuals: Float64Array): Generator<void, Tree> {
    const { order } = this.#histograms;
    this.#histograms.useFeatures(features);
    const nodes: GrownNode[] = [leaf(0)];
    const open = [this.#root()];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const { at, start, end, sums, histogram } = node;
      const split = histogram && this.#histograms.bestSplit(histogram, sums, this.#rules);
      if (split === undefined) {
        if (histogram) this.#histograms.release(histogram);
        const value = (this.#rules.learningRate * sums.gradient) / (sums.mass + this.#rules.l2) / scale;
        nodes[at] = leaf(value);
        for (let i = start; i < end; i++) residuals[order[i]!]! -= value;
      } else {
        const { bin, threshold } = thresholdOf(split);
        const left = nodes.push(leaf(0), leaf(0)) - 2;
        nodes[at] = { feature: split.feature.column, value: threshold, left };
        const middle = this.#partition(node, split.feature, bin);
        open.push(...this.#children(node, histogram!, left, middle, split.left));
      }
      yield;
    }
    return treeOf(nodes);
  }

  #root(): OpenNode {
    const { order, packed } = this.#histograms;
    let sum = 0;
    for (let row = 0; row < order.length; row++) {
      order[row] = row;
      sum += packed[row]!;
    }
    const gradient = Math.floor(sum / this.#rules.radix);
    const sums = { gradient, mass: sum - gradient * this.#rules.radix };
    const root = { at: 0, depth: 0, start: 0, end: order.length, sums };
    return { ...root, histogram: this.#maySplit(root) ? this.#histograms.sum(root.start, root.end) : undefined };
  }

  /** The two sides of a split, the one with fewer rows last: it comes next, and only its histogram has to be summed. */
  #children(parent: OpenNode, histogram: Float64Array, at: number, middle: number, left: NodeSums): OpenNode[] {
    const depth = parent.depth + 1;
    const { gradient, mass } = parent.sums;
    const right = { gradient: gradient - left.gradient, mass: mass - left.mass };
    const children = [
      { at, depth, start: parent.start, end: middle, sums: left },
      { at: at + 1, depth, start: middle, end: parent.end, sums: right },
    ].sort((a, b) => b.end - b.start - (a.end - a.start));
    const [larger, smaller] = children as [(typeof children)[0], (typeof children)[0]];
    if (!this.#maySplit(larger) && !this.#maySplit(smaller)) {
      this.#histograms.release(histogram);
      return children.map((child) => ({ ...child, histogram: undefined }));
    }
    const summed = this.#histograms.sum(smaller.start, smaller.end);
    this.#histograms.subtract(histogram, summed);
    return [
      { ...larger, histogram },
      { ...smaller, histogram: summed },
    ];
  }

  #maySplit({ depth, sums }: Pick<OpenNode, 'depth' | 'sums'>): boolean {
    return depth < this.#rules.depth && sums.mass >= 2 * this.#rules.leastMass;
  }

  /** Brings the rows that go left before those that go right, both in their order; returns where the right ones begin. */
  #partition({ start, end }: OpenNode, { joint, binOfCell }: BinnedFeature, bin: number): number {
    const { cells, rows } = this.#binned;
    const place = cellPlace(rows, joint);
    const { order } = this.#histograms;
    for (let cell = 0; cell < binOfCell.length; cell++) this.#goesLeft[cell] = binOfCell[cell]! <= bin ? 1 : 0;
    let left = start;
    let right = 0;
    for (let i = start; i < end; i++) {
      const row = order[i]!;
      if (this.#goesLeft[cells[place + columnsAtOnce * row]!] === 1) order[left++] = row;
      else this.#setAside[right++] = row;
    }
    order.set(this.#setAside.subarray(0, right), left);
    return left;
  }
}

function leaf(value: number): GrownNode {
  return { feature: -1, value, left: -1 };
}

/**
 * The threshold halfway between the values on both sides of a split, and the last bin below it. Bins between them hold rows of other nodes
 * or without mass; the threshold goes through none of them.
 */
function thresholdOf({ feature: { smallest, largest }, bin, nextBin }: Split): { bin: number; threshold: number } {
  const middle = between(largest[bin]!, smallest[nextBin]!);
  let below = bin;
  while (below + 1 < nextBin && largest[below + 1]! <= middle) below++;
  const threshold = smallest[below + 1]! > middle ? middle : between(largest[below]!, smallest[below + 1]!);
  return { bin: below, threshold };
}

/** A value t with below ≤ t < above, halfway where doubles allow it. */
function between(below: number, above: number): number {
  const middle = below / 2 + above / 2;
  return middle >= below && middle < above ? middle : below;
}
