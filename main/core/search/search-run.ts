import type { Evaluated } from './problem.ts';
import type { SearchState } from './search-state.ts';

/** What a search reports after each step. */
export interface SearchProgress {
  /** Steps (generations, chunks) done of those planned. */
  readonly step: number;
  readonly steps: number;
  /** Candidates that were evaluated in this step, limits kept or not. */
  readonly evaluated: readonly Evaluated[];
  /** From here the search can be resumed. */
  readonly state: SearchState;
}

export interface SearchOutcome {
  /** Non-dominated candidates within the limits, by rising first objective, of all that were evaluated; one of each network. */
  readonly front: readonly Evaluated[];
  readonly evaluations: number;
}

/** A search that runs step by step: the caller drives it, may report progress between steps, and stops it by not going on. */
export type SearchRun = Generator<SearchProgress, SearchOutcome>;
