import type { SearchResult } from '../../preload/contract/search.ts';
import { createRng } from '../core/rng.ts';
import { nameWithoutPrecision } from '../core/spaces/with-precision.ts';
import type { Problem } from '../core/search/problem.ts';
import { runAlgorithm } from '../core/search/run-algorithm.ts';
import { type HistoryState, SearchHistory } from '../core/search/search-history.ts';
import type { SearchProgress, SearchRun } from '../core/search/search-run.ts';
import { type SearchAlgorithm, searchStateFromJson, searchStateToJson } from '../core/search/search-state.ts';
import type { SearchSpace } from '../core/spaces/search-space.ts';
import { quietPreparation } from './quiet-preparation.ts';
import { runInSlices } from './run-in-slices.ts';
import { type SearchLimits, searchProblem, type SearchSources } from './search-problem.ts';
import { withScores } from './with-scores.ts';

export interface SearchSettings extends SearchLimits {
  readonly algorithm: 'auto' | SearchAlgorithm;
  readonly population?: number | undefined;
  readonly generations?: number | undefined;
  readonly seed: number;
}

export interface SearchFollower {
  readonly signal?: AbortSignal | undefined;
  /** Hears how many of the steps are done. */
  readonly report?: (done: number, total: number) => void;
  /** Where the search stood when it was interrupted; what cannot be used is passed over. */
  readonly from?: unknown;
  /** Keeps where it stands, every so often. */
  readonly keep?: (checkpoint: unknown) => void;
  readonly keepEveryMs?: number;
}

export type SearchFindings = Pick<SearchResult, 'algorithm' | 'candidates' | 'cloud' | 'front' | 'history' | 'comparison'>;

interface Checkpoint {
  readonly state: unknown;
  readonly history: HistoryState;
  /** Candidates so far: names and their values. */
  readonly cloud: readonly (readonly [string, readonly number[]])[];
}

const manyCandidates = { population: 100, generations: 100 };
const fewCandidates = { population: 40, generations: 15 };

/** More points than this no chart shows apart. */
export const largestCloud = 20_000;
const largestHistory = 500;

/** Searches for the best trade-offs of all that candidates are judged by. Leaves out what the accuracy source knows nothing of. */
export async function runSearch(
  space: SearchSpace,
  sources: SearchSources,
  settings: SearchSettings,
  { signal, report, from, keep, keepEveryMs = 3000 }: SearchFollower = {},
): Promise<SearchFindings> {
  const { accuracy, int8 } = sources;
  const { isSlow = false } = accuracy;
  const algorithm = settings.algorithm === 'auto' ? (space.enumerate && !isSlow ? 'exhaustive' : 'nsga2') : settings.algorithm;
  const { population, generations } = isSlow ? fewCandidates : manyCandidates;
  const options = { population: settings.population ?? population, generations: settings.generations ?? generations };
  const { problem, pointOf } = searchProblem(space, sources, settings);
  const resumed = checkpointOf(from, problem, algorithm);
  const candidates = new Map(resumed?.cloud);
  const history = new SearchHistory(resumed?.history);
  let last = resumed?.state;
  let keptAtMs = performance.now();
  const follow = ({ step, steps, state }: SearchProgress): void => {
    report?.(step, steps);
    if (!keep || performance.now() - keptAtMs < keepEveryMs) return;
    keep({ state: searchStateToJson(state), history: history.state, cloud: [...candidates] } satisfies Checkpoint);
    keptAtMs = performance.now();
  };
  const collect = (progress: SearchProgress): void => {
    last = progress.state;
    collectCandidates(progress, problem.space, candidates);
    history.add(progress);
    if (accuracy.prepare) follow(progress); // each step takes its time
  };
  const start = () => heard(runAlgorithm(algorithm, problem, { ...options, rng: createRng(settings.seed) }, last), collect);
  const preparation = quietPreparation(signal);
  const { front } = await withScores(
    () => runInSlices(start(), signal, follow),
    async (architectures) => {
      for (const source of new Set([accuracy, int8?.accuracy])) await source?.prepare?.(space, architectures, preparation);
    },
  );
  return {
    algorithm,
    candidates: candidates.size,
    cloud: cloudOf(candidates),
    front: front.map(pointOf),
    history: thinned(history.state.points, largestHistory),
  };
}

function checkpointOf(json: unknown, problem: Problem, algorithm: SearchAlgorithm) {
  if (json === undefined) return undefined;
  try {
    const { state, history, cloud } = json as Checkpoint;
    return { state: searchStateFromJson(state, problem, algorithm), history, cloud };
  } catch {
    return undefined; // of an older version, for example: the search begins anew
  }
}

/** Passes the run on, each step as it comes. */
function* heard(run: SearchRun, hear: (progress: SearchProgress) => void): SearchRun {
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
    hear(step.value);
    yield step.value;
  }
}

/** Keeps every candidate whose values are all known. */
function collectCandidates({ evaluated }: SearchProgress, space: SearchSpace, candidates: Map<string, readonly number[]>): void {
  for (const { architecture, values } of evaluated) {
    if (values.every(Number.isFinite)) candidates.set(space.print(architecture), values);
  }
}

function cloudOf(candidates: ReadonlyMap<string, readonly number[]>): SearchResult['cloud'] {
  const shown = thinned([...candidates], largestCloud);
  return {
    names: shown.map(([name]) => nameWithoutPrecision(name)),
    latencyMs: shown.map(([, values]) => values[0]!),
    accuracy: shown.map(([, values]) => values[1]!),
  };
}

/** At most so many of the items, evenly. */
function thinned<Item>(items: readonly Item[], most: number): Item[] {
  const count = Math.min(items.length, most);
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]!);
}
