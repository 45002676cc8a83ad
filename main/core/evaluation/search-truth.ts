import { hypervolume } from '../search/hypervolume.ts';
import { nonDominatedFront } from '../search/non-dominated-front.ts';
import { quantiles } from '../stats/quantiles.ts';

/** A pick is within its limit up to this share above it, and as good as the best within these percentage points. */
export const limitTolerance = 0.05;
export const matchWithinPp = 0.5;

const limits = 10;
/** The reference point's accuracy lies so far below the best one at the smallest limit, in percentage points. */
const referenceMarginPp = 1;

/** How a search did on a device, once its true latencies are known. */
export interface SearchScores {
  /** Hypervolume of what was found over that of the true front, in log latency and accuracy. */
  readonly hypervolumeRatio: number | null;
  /** Share of the limits whose pick keeps it and is nearly as accurate as the best. */
  readonly match: number;
  /** Share of the limits whose pick is too slow, or that got none. */
  readonly infeasible: number;
  /** Mean accuracy that picks within their limits lack, in percentage points; null where there is none. */
  readonly lossPp: number | null;
}

/** Latencies and accuracies of a device as they are: what a search would find that knew everything. */
export class SearchTruth {
  /** Ten latency limits, the 10th to the 90th percentile of all latencies. */
  readonly limitsMs: readonly number[];
  /** Rows with both values. */
  readonly rows: readonly number[];
  readonly #latencyMs: Float64Array;
  readonly #accuracy: Float64Array;
  readonly #best: readonly number[];
  readonly #reference: readonly [number, number];
  readonly #hypervolume: number;

  /** Both [n], NaN where unknown; accuracies in %. At least one row needs both. */
  constructor(latencyMs: Float64Array, accuracy: Float64Array) {
    this.#latencyMs = latencyMs;
    this.#accuracy = accuracy;
    this.rows = [...latencyMs.keys()].filter((row) => latencyMs[row]! > 0 && !Number.isNaN(accuracy[row]!));
    const known = Float64Array.from(this.rows, (row) => latencyMs[row]!);
    this.limitsMs = quantiles(
      known,
      Array.from({ length: limits }, (_, i) => 0.1 + (0.8 * i) / (limits - 1)),
    );
    this.#best = this.limitsMs.map((limitMs) =>
      this.rows.reduce((best, row) => (latencyMs[row]! <= limitMs && accuracy[row]! > best ? accuracy[row]! : best), -Infinity),
    );
    const front = this.frontOf(latencyMs);
    const slowestMs = front.reduce((most, row) => Math.max(most, latencyMs[row]!), 0);
    this.#reference = [Math.log(slowestMs), this.#best[0]! - referenceMarginPp];
    this.#hypervolume = this.#hypervolumeOf(front);
  }

  /** `picks`: one row a limit, null: none was found. `front`: rows that were found to be on the front. */
  score(picks: readonly (number | null)[], front: readonly number[]): SearchScores {
    const kept = picks.flatMap((row, l) =>
      row !== null && this.#latencyMs[row]! <= (1 + limitTolerance) * this.limitsMs[l]!
        ? [Math.max(0, this.#best[l]! - this.#accuracy[row]!)]
        : [],
    );
    return {
      hypervolumeRatio: this.#hypervolume > 0 ? this.#hypervolumeOf(front) / this.#hypervolume : null,
      match: kept.filter((loss) => loss <= matchWithinPp).length / limits,
      infeasible: (limits - kept.length) / limits,
      lossPp: kept.length === 0 ? null : kept.reduce((sum, loss) => sum + loss, 0) / kept.length,
    };
  }

  /** Non-dominated rows by other latencies than the true ones, [n]. */
  frontOf(latencyMs: Float64Array): number[] {
    const values = this.#values(this.rows, (row) => latencyMs[row]!);
    return Array.from(nonDominatedFront(values, ['minimise', 'maximise']), (i) => this.rows[i]!);
  }

  #hypervolumeOf(rows: readonly number[]): number {
    return hypervolume(
      this.#values(rows, (row) => Math.log(this.#latencyMs[row]!)),
      ['minimise', 'maximise'],
      this.#reference,
    );
  }

  #values(rows: readonly number[], first: (row: number) => number): Float64Array {
    const values = new Float64Array(2 * rows.length);
    rows.forEach((row, i) => values.set([first(row), this.#accuracy[row]!], 2 * i));
    return values;
  }
}
