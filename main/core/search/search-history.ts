import { hypervolume } from './hypervolume.ts';
import type { SearchProgress } from './search-run.ts';

/** Where a search stood after a step. */
export interface HistoryPoint {
  readonly evaluations: number;
  readonly frontSize: number;
  readonly hypervolume: number;
}

/** What a history goes on from. */
export interface HistoryState {
  readonly reference: readonly [number, number] | null;
  readonly points: readonly HistoryPoint[];
}

/**
 * How the front of a search grew: its hypervolume in the logarithm of the first objective, minimised, and the second, maximised. The reference point
 * is the worst of both in the first step that has a candidate, so that it can only rise.
 */
export class SearchHistory {
  #reference: readonly [number, number] | null;
  readonly #points: HistoryPoint[];

  constructor(from: HistoryState = { reference: null, points: [] }) {
    this.#reference = from.reference;
    this.#points = [...from.points];
  }

  get state(): HistoryState {
    return { reference: this.#reference, points: this.#points };
  }

  add({ evaluated, state }: SearchProgress): void {
    if (this.#reference === null) {
      const known = evaluated.filter(({ values }) => values.every(Number.isFinite));
      if (known.length > 0) {
        const slowest = known.reduce((most, { values }) => Math.max(most, values[0]!), 0);
        this.#reference = [Math.log(slowest), known.reduce((least, { values }) => Math.min(least, values[1]!), Infinity)];
      }
    }
    const front = Float64Array.from(state.front.flatMap(({ values }) => [Math.log(values[0]!), values[1]!]));
    this.#points.push({
      evaluations: state.evaluations,
      frontSize: state.front.length,
      hypervolume: this.#reference ? hypervolume(front, ['minimise', 'maximise'], this.#reference) : 0,
    });
  }
}
