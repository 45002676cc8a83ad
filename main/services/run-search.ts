import type { SearchResult } from '../../preload/contract/search.ts';
import type { AccuracySource } from '../core/accuracy/accuracy-source.ts';
import { networkCost } from '../core/network/cost.ts';
import { createRng } from '../core/rng.ts';
import { exhaustiveSearch } from '../core/search/exhaustive.ts';
import { nsga2 } from '../core/search/nsga2.ts';
import type { Evaluated, Problem } from '../core/search/problem.ts';
import type { SearchRun } from '../core/search/search-run.ts';
import type { SearchSpace } from '../core/spaces/search-space.ts';
import type { LatencySource } from './latency-source.ts';
import { runInSlices } from './run-in-slices.ts';

export interface SearchSettings {
  readonly limitMs: number | undefined;
  readonly algorithm: 'auto' | 'exhaustive' | 'nsga2';
  readonly population: number;
  readonly generations: number;
  readonly seed: number;
}

export type SearchFindings = Pick<SearchResult, 'algorithm' | 'candidates' | 'cloud' | 'front'>;

/** More points than this no chart shows apart. */
const largestCloud = 20_000;

/** Searches for the best trade-offs of latency and accuracy. Leaves out what the accuracy source knows nothing of. */
export async function runSearch(
  space: SearchSpace,
  latency: LatencySource,
  accuracy: AccuracySource,
  settings: SearchSettings,
  signal?: AbortSignal,
): Promise<SearchFindings> {
  const algorithm = settings.algorithm === 'auto' ? (space.enumerate ? 'exhaustive' : 'nsga2') : settings.algorithm;
  const problem: Problem = {
    space,
    objectives: [
      { name: 'latency', unit: 'ms', direction: 'minimise' },
      { name: 'accuracy', unit: '', direction: 'maximise' },
    ],
    limits: [settings.limitMs, undefined],
    evaluate(architectures) {
      const { values } = latency.latencyMs(architectures);
      const scores = accuracy.score(space, architectures);
      return Float64Array.from({ length: 2 * values.length }, (_, i) => (i % 2 === 0 ? values[i / 2]! : scores[(i - 1) / 2]!));
    },
  };
  const candidates = new Map<string, Evaluated>();
  const run = algorithm === 'exhaustive' ? exhaustiveSearch(problem) : nsga2(problem, { ...settings, rng: createRng(settings.seed) });
  const { front } = await runInSlices(collected(run, space, candidates), signal);

  const { measured } = latency.latencyMs(front.map(({ architecture }) => architecture));
  return {
    algorithm,
    candidates: candidates.size,
    cloud: cloudOf(candidates),
    front: front.map(({ architecture, values }, i) => {
      const { macs, params } = networkCost(space.network(architecture));
      return { name: space.print(architecture), latencyMs: values[0]!, accuracy: values[1]!, macs, params, measured: measured[i]! };
    }),
  };
}

/** Passes the run on and keeps every candidate that has both values. */
function* collected(run: SearchRun, space: SearchSpace, candidates: Map<string, Evaluated>): SearchRun {
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
    for (const candidate of step.value.evaluated) {
      if (candidate.values.every(Number.isFinite)) candidates.set(space.print(candidate.architecture), candidate);
    }
    yield step.value;
  }
}

function cloudOf(candidates: ReadonlyMap<string, Evaluated>): SearchResult['cloud'] {
  const step = Math.max(1, candidates.size / largestCloud);
  const all = [...candidates];
  const shown = Array.from({ length: Math.min(all.length, largestCloud) }, (_, i) => all[Math.floor(i * step)]!);
  return {
    names: shown.map(([name]) => name),
    latencyMs: shown.map(([, { values }]) => values[0]!),
    accuracy: shown.map(([, { values }]) => values[1]!),
  };
}
