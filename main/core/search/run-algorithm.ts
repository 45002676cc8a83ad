import { assertNever } from '../assert-never.ts';
import { exhaustiveSearch } from './exhaustive.ts';
import { type EvolutionOptions, nsga2 } from './nsga2.ts';
import type { Problem } from './problem.ts';
import { randomSearch } from './random-search.ts';
import { regularizedEvolution } from './regularized-evolution.ts';
import type { SearchRun } from './search-run.ts';
import type { SearchAlgorithm, SearchState } from './search-state.ts';

/** A search by the algorithm of that name; `exhaustive` needs none of the options. `from`: where an interrupted run of the same search stood. */
export function runAlgorithm(algorithm: SearchAlgorithm, problem: Problem, options: EvolutionOptions, from?: SearchState): SearchRun {
  switch (algorithm) {
    case 'exhaustive':
      return exhaustiveSearch(problem, from);
    case 'nsga2':
      return nsga2(problem, options, from);
    case 'evolution':
      return regularizedEvolution(problem, options, from);
    case 'random':
      return randomSearch(problem, options, from);
    default:
      return assertNever(algorithm);
  }
}
