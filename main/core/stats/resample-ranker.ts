import { sortedOrder } from './sorted-order.ts';

const squareRoots = Float64Array.from({ length: 65536 }, (_, i) => Math.sqrt(i));

/** Ranks one column (no NaN) anew for every bootstrap resample without sorting again: mid-ranks from cumulative counts over the presorted order. */
export class ResampleRanker {
  readonly #order: Uint32Array;
  /** Where each run of equal values ends in `#order`. */
  readonly #tieEnds: Uint32Array;

  constructor(values: Float64Array) {
    const order = sortedOrder(values);
    const isLast = (position: number) => values[order[position]!] !== values[order[position + 1]!];
    this.#order = order;
    this.#tieEnds = Uint32Array.from([...order.keys()].filter(isLast), (position) => position + 1);
  }

  /**
   * Writes √count × (mid-rank − mean rank), scaled to unit length, to the slot of every drawn row: the dot product of two such columns is
   * the rank correlation of the resample. Returns false if the resample is constant.
   */
  score(counts: Uint16Array, slots: Int32Array, scores: Float64Array): boolean {
    const order = this.#order;
    const tieEnds = this.#tieEnds;
    const meanRank = (order.length + 1) / 2;
    let below = 0;
    let squares = 0;
    let position = 0;
    for (let tie = 0; tie < tieEnds.length; tie++) {
      const start = position;
      const end = tieEnds[tie]!;
      let size = 0;
      for (; position < end; position++) size += counts[order[position]!]!;
      if (size === 0) continue;
      const centred = below + (size + 1) / 2 - meanRank;
      below += size;
      squares += size * centred * centred;
      for (let i = start; i < end; i++) {
        const row = order[i]!;
        const count = counts[row]!;
        if (count > 0) scores[slots[row]!] = squareRoots[count]! * centred;
      }
    }
    if (squares === 0) return false;
    const scale = 1 / Math.sqrt(squares);
    for (let i = 0; i < order.length; i++) scores[i]! *= scale;
    return true;
  }
}
