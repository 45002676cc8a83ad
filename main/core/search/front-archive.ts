import { constraintViolation } from './constraint-violation.ts';
import { nonDominatedFront } from './non-dominated-front.ts';
import type { Evaluated, Problem } from './problem.ts';

/** The front of everything that a search has evaluated so far, without keeping the rest. */
export class FrontArchive {
  readonly #problem: Problem;
  #front: Evaluated[] = [];
  #evaluations = 0;

  constructor(problem: Problem) {
    this.#problem = problem;
  }

  /** Admissible, non-dominated candidates by rising first objective. Of several with the same network and values only one is kept. */
  get front(): readonly Evaluated[] {
    return this.#front;
  }

  get evaluations(): number {
    return this.#evaluations;
  }

  add(candidates: readonly Evaluated[]): void {
    this.#evaluations += candidates.length;
    const admissible = candidates.filter(({ values }) => constraintViolation(this.#problem, values) === 0);
    const pool = [...this.#front, ...admissible];
    const directions = this.#problem.objectives.map(({ direction }) => direction);
    const width = directions.length;
    const values = new Float64Array(pool.length * width);
    pool.forEach((candidate, i) => values.set(candidate.values, i * width));
    const seen = new Set<string>();
    this.#front = Array.from(nonDominatedFront(values, directions), (i) => pool[i]!).filter(({ architecture, values: own }) => {
      const key = `${this.#problem.space.networkKey(architecture)}:${own.join()}`;
      return !seen.has(key) && seen.add(key);
    });
  }
}
