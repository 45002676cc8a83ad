import type { Architecture, SearchSpace } from '../spaces/search-space.ts';

export interface Objective {
  readonly name: string;
  readonly unit: string;
  readonly direction: 'minimise' | 'maximise';
}

/** What a search algorithm sees: a space, objectives, limits, and a way to evaluate many candidates at once. */
export interface Problem {
  readonly space: SearchSpace;
  readonly objectives: readonly Objective[];
  /** Values of the objectives: row-major [architectures, objectives], in their own units and directions. */
  evaluate(architectures: readonly Architecture[]): Float64Array;
  /** Largest (minimise) or smallest (maximise) admissible value an objective; `undefined`: no limit. */
  readonly limits: readonly (number | undefined)[];
}

export interface Evaluated {
  readonly architecture: Architecture;
  /** One value an objective, in the order of `Problem.objectives`. */
  readonly values: readonly number[];
}
