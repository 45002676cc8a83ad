import { evaluate } from './evaluate.ts';
import { FrontArchive } from './front-archive.ts';
import type { EvolutionOptions } from './nsga2.ts';
import type { Problem } from './problem.ts';
import type { SearchRun } from './search-run.ts';
import type { SearchState } from './search-state.ts';

/** As many random architectures as the other algorithms evaluate: the baseline that they have to beat. */
export function* randomSearch(problem: Problem, { population, generations, rng }: EvolutionOptions, from?: SearchState): SearchRun {
  const archive = new FrontArchive(problem, from);
  for (let step = (from?.step ?? 0) + 1; step <= generations; step++) {
    const draws = rng.fork(`step ${step}`);
    const evaluated = evaluate(
      problem,
      Array.from({ length: population }, () => problem.space.sample(draws)),
    );
    archive.add(evaluated);
    yield { step, steps: generations, evaluated, state: archive.state('random', step) };
  }
  return archive.outcome;
}
