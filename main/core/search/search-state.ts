import { LabError } from '../lab-error.ts';
import type { Evaluated, Problem } from './problem.ts';

export const searchAlgorithms = ['exhaustive', 'nsga2', 'evolution', 'random'] as const;
export type SearchAlgorithm = (typeof searchAlgorithms)[number];

/** Where a search stands after a step: from it, with the same problem and seed, it goes on as if it had never stopped. */
export interface SearchState {
  readonly algorithm: SearchAlgorithm;
  /** Steps done. */
  readonly step: number;
  readonly evaluations: number;
  /** Non-dominated candidates so far. */
  readonly front: readonly Evaluated[];
  /** What the next step starts from, in the algorithm's own order. */
  readonly population: readonly Evaluated[];
}

const version = 1;

/** The state as plain data; JSON has no NaN, so that unknown values are null. */
export function searchStateToJson({ front, population, ...state }: SearchState): unknown {
  const plain = ({ architecture, values }: Evaluated) => [architecture, values.map((value) => (Number.isNaN(value) ? null : value))];
  return { version, ...state, front: front.map(plain), population: population.map(plain) };
}

/** The state that `searchStateToJson` described; `parse-failed` where it does not fit the problem and the algorithm. */
export function searchStateFromJson(json: unknown, problem: Problem, algorithm: SearchAlgorithm): SearchState {
  const state = json as { [Key in keyof SearchState | 'version']?: unknown } | null;
  const count = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
  if (
    typeof state !== 'object' ||
    state?.version !== version ||
    state.algorithm !== algorithm ||
    !count(state.step) ||
    !count(state.evaluations)
  )
    throw unreadable();
  const { step, evaluations } = state;
  return { algorithm, step, evaluations, front: candidates(state.front, problem), population: candidates(state.population, problem) };
}

function candidates(list: unknown, { space, objectives }: Problem): Evaluated[] {
  if (!Array.isArray(list)) throw unreadable();
  return list.map((one: unknown): Evaluated => {
    const [architecture, values] = Array.isArray(one) ? (one as unknown[]) : [];
    const fits =
      Array.isArray(architecture) &&
      architecture.length === space.genes.length &&
      space.genes.every(({ values: choices }, gene) => choices[architecture[gene] as number] !== undefined) &&
      Array.isArray(values) &&
      values.length === objectives.length &&
      values.every((value) => value === null || typeof value === 'number');
    if (!fits) throw unreadable();
    return { architecture: architecture as number[], values: (values as (number | null)[]).map((value) => value ?? NaN) };
  });
}

function unreadable(): LabError {
  return new LabError({
    code: 'parse-failed',
    message: 'The state of the search cannot be read, or is of another search.',
    remedy: 'Start the search again.',
  });
}
