import type { Rng } from '../rng.ts';
import { constraintViolation } from './constraint-violation.ts';
import { evaluate } from './evaluate.ts';
import { FrontArchive } from './front-archive.ts';
import { newNetworks } from './new-networks.ts';
import type { EvolutionOptions } from './nsga2.ts';
import type { Evaluated, Problem } from './problem.ts';
import type { SearchRun } from './search-run.ts';
import type { SearchState } from './search-state.ts';

/** Share of the population that a tournament is held among, and that one step replaces: candidates are evaluated in batches. */
const tournamentShare = 0.25;
const replacedShare = 0.2;

/**
 * Regularized (aging) evolution (Real et al. 2019): children are mutations of the best of a random part of the population, and the oldest die,
 * however good they are. For several objectives the best is by a random weighting of them, another one each time (augmented Chebyshev, as in
 * Knowles 2006), so that all of the front is sought. Evaluates as many as NSGA-II with the same options. The same seed gives the same search.
 * `from`: where an interrupted run of the same problem and seed stood.
 */
export function* regularizedEvolution(problem: Problem, { population, generations, rng }: EvolutionOptions, from?: SearchState): SearchRun {
  if (!(population >= 2 && generations >= 1)) throw new RangeError(`population ${population}, generations ${generations}`);
  const { space } = problem;
  const archive = new FrontArchive(problem, from);
  const brood = Math.max(1, Math.round(replacedShare * population));
  const steps = 1 + Math.ceil((population * (generations - 1)) / brood);
  /** The oldest first. */
  let living = from?.population ?? [];
  for (let step = (from?.step ?? 0) + 1; step <= steps; step++) {
    const draws = rng.fork(`step ${step}`);
    const adults = living;
    const create = step === 1 ? () => space.sample(draws) : () => space.mutate(tournament(problem, adults, draws).architecture, draws);
    const present = new Set(adults.map(({ architecture }) => space.networkKey(architecture)));
    const children = newNetworks(space, present, step === 1 ? population : brood, create, draws);
    if (children.size === 0) break;
    const evaluated = evaluate(problem, [...children.values()]);
    archive.add(evaluated);
    living = [...living, ...evaluated].slice(-population);
    yield { step, steps, evaluated, state: archive.state('evolution', step, living) };
  }
  return archive.outcome;
}

function tournament(problem: Problem, adults: readonly Evaluated[], rng: Rng): Evaluated {
  const size = Math.max(2, Math.round(tournamentShare * adults.length));
  const rivals = Array.from({ length: size }, () => rng.pick(adults));
  const violations = rivals.map(({ values }) => constraintViolation(problem, values));
  const least = Math.min(...violations);
  const admissible = rivals.filter((_, i) => violations[i] === least);
  return least > 0 ? admissible[0]! : bestByWeights(problem, admissible, rng);
}

function bestByWeights({ objectives }: Problem, rivals: readonly Evaluated[], rng: Rng): Evaluated {
  const weights = objectives.map(() => -Math.log(1 - rng.next()));
  const ranges = objectives.map((_, j) => {
    const values = rivals.map((rival) => rival.values[j]!);
    return { least: Math.min(...values), most: Math.max(...values) };
  });
  const cost = ({ values }: Evaluated): number => {
    const parts = objectives.map(({ direction }, j) => {
      const { least, most } = ranges[j]!;
      const share = most > least ? (values[j]! - least) / (most - least) : 0;
      return weights[j]! * (direction === 'minimise' ? share : 1 - share);
    });
    return Math.max(...parts) + 0.05 * parts.reduce((sum, part) => sum + part, 0);
  };
  return rivals.reduce((best, rival) => (cost(rival) < cost(best) ? rival : best));
}
