import type { Matrix } from '../../linalg/matrix.ts';
import type { Tree } from './tree.ts';

/** Rows that are taken through all trees before the next ones: they stay in the processor's cache. */
const rowsAtOnce = 64;

/** Trees laid out one after the other for prediction. A leaf leads to itself, so that every path takes as many steps as its tree is deep. */
export class TreeEnsemble {
  readonly #features: Int32Array;
  readonly #thresholds: Float64Array;
  /** Place of the left child; the right one stands behind it. */
  readonly #left: Int32Array;
  readonly #leafValues: Float64Array;
  readonly #roots: Int32Array;
  readonly #depths: Int32Array;

  constructor(trees: readonly Tree[]) {
    const size = trees.reduce((sum, { values }) => sum + values.length, 0);
    this.#features = new Int32Array(size);
    this.#thresholds = new Float64Array(size).fill(Infinity);
    this.#left = new Int32Array(size);
    this.#leafValues = new Float64Array(size);
    this.#roots = new Int32Array(trees.length);
    this.#depths = new Int32Array(trees.length);
    let root = 0;
    trees.forEach((tree, index) => {
      this.#roots[index] = root;
      this.#depths[index] = this.#layOut(tree, root);
      root += tree.values.length;
    });
  }

  /** Adds the trees' predictions to `sums`, [n]. */
  addTo(sums: Float64Array, x: Matrix): void {
    for (let first = 0; first < x.rows; first += rowsAtOnce) {
      const end = Math.min(x.rows, first + rowsAtOnce);
      for (let tree = 0; tree < this.#roots.length; tree++) this.#addTree(sums, x, first, end, this.#roots[tree]!, this.#depths[tree]!);
    }
  }

  /** Returns the tree's depth. */
  #layOut({ features, values }: Tree, root: number): number {
    const depths = new Int32Array(values.length);
    let splits = 0;
    for (let node = 0; node < values.length; node++) {
      if (features[node]! < 0) {
        this.#leafValues[root + node] = values[node]!;
        this.#left[root + node] = root + node;
        continue;
      }
      const left = 2 * splits++ + 1;
      this.#features[root + node] = features[node]!;
      this.#thresholds[root + node] = values[node]!;
      this.#left[root + node] = root + left;
      depths[left] = depths[left + 1] = depths[node]! + 1;
    }
    return depths.at(-1) ?? 0;
  }

  #addTree(sums: Float64Array, { data, cols }: Matrix, first: number, end: number, root: number, depth: number): void {
    const [features, thresholds, left, leafValues] = [this.#features, this.#thresholds, this.#left, this.#leafValues];
    let row = first;
    for (; row + 3 < end; row += 4) {
      const a = row * cols;
      const b = a + cols;
      const c = b + cols;
      const d = c + cols;
      // Four paths at once: one would wait for its own loads.
      let [p, q, r, s] = [root, root, root, root];
      for (let level = 0; level < depth; level++) {
        p = left[p]! + Number(data[a + features[p]!]! > thresholds[p]!);
        q = left[q]! + Number(data[b + features[q]!]! > thresholds[q]!);
        r = left[r]! + Number(data[c + features[r]!]! > thresholds[r]!);
        s = left[s]! + Number(data[d + features[s]!]! > thresholds[s]!);
      }
      sums[row]! += leafValues[p]!;
      sums[row + 1]! += leafValues[q]!;
      sums[row + 2]! += leafValues[r]!;
      sums[row + 3]! += leafValues[s]!;
    }
    for (; row < end; row++) {
      let node = root;
      for (let level = 0; level < depth; level++) node = left[node]! + Number(data[row * cols + features[node]!]! > thresholds[node]!);
      sums[row]! += leafValues[node]!;
    }
  }
}
