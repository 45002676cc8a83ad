import { constraintViolation } from './constraint-violation.ts';
import { nonDominatedFront } from './non-dominated-front.ts';
import type { Evaluated, Problem } from './problem.ts';
import type { SearchOutcome } from './search-run.ts';
import type { SearchState } from './search-state.ts';

/** The front of everything that a search has evaluated so far, without keeping the rest. */
export class FrontArchive {
  readonly #problem: Problem;
  readonly #signs: readonly number[];
  #front: readonly Evaluated[];
  /** Of the front, all minimised, by rising first cost, row-major. */
  #costs: Float64Array;
  #evaluations: number;

  /** `from`: where an interrupted search stood. */
  constructor(problem: Problem, from?: SearchState) {
    this.#problem = problem;
    this.#signs = problem.objectives.map(({ direction }) => (direction === 'minimise' ? 1 : -1));
    this.#front = from?.front ?? [];
    this.#costs = this.#costsOf(this.#front);
    this.#evaluations = from?.evaluations ?? 0;
  }

  /** Admissible, non-dominated candidates by rising first objective. Of several with the same network and values only one is kept. */
  get front(): readonly Evaluated[] {
    return this.#front;
  }

  get outcome(): SearchOutcome {
    return { front: this.#front, evaluations: this.#evaluations };
  }

  /** The state of a search that has this archive. */
  state(algorithm: SearchState['algorithm'], step: number, population: readonly Evaluated[] = []): SearchState {
    return { algorithm, step, evaluations: this.#evaluations, front: this.#front, population };
  }

  add(candidates: readonly Evaluated[]): void {
    this.#evaluations += candidates.length;
    const open = candidates.filter(({ values }) => constraintViolation(this.#problem, values) === 0 && !this.#isDominated(values));
    if (open.length === 0) return;
    const pool = [...this.#front, ...open];
    const directions = this.#problem.objectives.map(({ direction }) => direction);
    const width = directions.length;
    const values = new Float64Array(pool.length * width);
    pool.forEach((candidate, i) => values.set(candidate.values, i * width));
    this.#front = this.#withoutRepeats(Array.from(nonDominatedFront(values, directions), (i) => pool[i]!));
    this.#costs = this.#costsOf(this.#front);
  }

  #costsOf(front: readonly Evaluated[]): Float64Array {
    const width = this.#signs.length;
    const costs = new Float64Array(front.length * width);
    const rising = this.#signs[0] === 1 ? front : front.toReversed();
    rising.forEach(({ values }, i) => {
      for (let j = 0; j < width; j++) costs[i * width + j] = this.#signs[j]! * values[j]!;
    });
    return costs;
  }

  /** Spares most candidates the search for the new front; some that are dominated may pass. */
  #isDominated(values: readonly number[]): boolean {
    const costs = values.map((value, j) => this.#signs[j]! * value);
    if (costs.length === 2) return this.#isDominatedInTwo(costs[0]!, costs[1]!);
    for (let at = 0; at < this.#costs.length; at += costs.length) {
      let better = false;
      let j = 0;
      for (; j < costs.length; j++) {
        const gain = costs[j]! - this.#costs[at + j]!;
        if (gain < 0) break;
        if (gain > 0) better = true;
      }
      if (j === costs.length && better) return true;
    }
    return false;
  }

  /** Only the member next to it in the first cost need be looked at: those of less first cost have more of the second. */
  #isDominatedInTwo(first: number, second: number): boolean {
    let low = 0;
    let high = this.#costs.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#costs[2 * middle]! <= first) low = middle + 1;
      else high = middle;
    }
    return low > 0 && this.#costs[2 * low - 1]! < second;
  }

  /** Candidates of equal values stand side by side; only among them one network can occur twice. */
  #withoutRepeats(front: readonly Evaluated[]): readonly Evaluated[] {
    const { space } = this.#problem;
    const keys = new Set<string>();
    return front.filter(({ architecture, values }, i) => {
      const follows = i > 0 && areEqual(values, front[i - 1]!.values);
      if (!follows) keys.clear();
      if (!follows && !(i + 1 < front.length && areEqual(values, front[i + 1]!.values))) return true;
      const key = space.networkKey(architecture);
      return !keys.has(key) && keys.add(key);
    });
  }
}

function areEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, j) => value === b[j]);
}
