import type { Rng } from '../rng.ts';
import type { Architecture, SearchSpace } from '../spaces/search-space.ts';
import { constraintViolation } from './constraint-violation.ts';
import { evaluate } from './evaluate.ts';
import { FrontArchive } from './front-archive.ts';
import { newNetworks } from './new-networks.ts';
import { crowdingDistances, nonDominatedSort } from './non-dominated-sort.ts';
import type { Evaluated, Problem } from './problem.ts';
import type { SearchRun } from './search-run.ts';
import type { SearchState } from './search-state.ts';

/** Of algorithms that go from generation to generation. */
export interface EvolutionOptions {
  /** Candidates a generation, ≥ 2. */
  readonly population: number;
  /** Generations, the first random one included; ≥ 1. */
  readonly generations: number;
  readonly rng: Rng;
}

const crossoverProbability = 0.9;
const mutationProbability = 0.7;

interface Individual extends Evaluated {
  /** The same for architectures that are built into the same network. */
  readonly key: string;
  /** By how much it is beyond the limits; 0: not at all. */
  readonly violation: number;
  /** Number of its front; smaller is better. Those beyond a limit come after all admissible ones, by how far they are beyond. */
  rank: number;
  crowding: number;
}

/**
 * NSGA-II (Deb et al. 2002) with constrained domination, for any number of objectives. No network occurs twice in a population. Ends early
 * when it finds no new network. The same seed gives the same search. `from`: where an interrupted run of the same problem and seed stood.
 */
export function* nsga2(problem: Problem, { population, generations, rng }: EvolutionOptions, from?: SearchState): SearchRun {
  if (!(population >= 2 && generations >= 1)) throw new RangeError(`population ${population}, generations ${generations}`);
  const { space } = problem;
  const archive = new FrontArchive(problem, from);
  const individual = (candidate: Evaluated, key: string): Individual => ({
    architecture: candidate.architecture,
    values: candidate.values,
    key,
    violation: constraintViolation(problem, candidate.values),
    rank: 0,
    crowding: 0,
  });
  let parents = (from?.population ?? []).map((candidate) => individual(candidate, space.networkKey(candidate.architecture)));
  if (parents.length > 0) parents = survivors(problem, parents, population);
  for (let generation = (from?.step ?? 0) + 1; generation <= generations; generation++) {
    // Each generation has a stream of its own, so that nothing but its parents need be kept to go on from it.
    const draws = rng.fork(`generation ${generation}`);
    const adults = parents;
    const create = generation === 1 ? () => space.sample(draws) : () => offspring(space, adults, draws);
    const brood = newNetworks(space, new Set(adults.map(({ key }) => key)), population, create, draws);
    if (brood.size === 0) break;
    const evaluated = evaluate(problem, [...brood.values()]);
    archive.add(evaluated);
    const keys = [...brood.keys()];
    const children = evaluated.map((candidate, i) => individual(candidate, keys[i]!));
    parents = survivors(problem, [...parents, ...children], population);
    yield { step: generation, steps: generations, evaluated, state: archive.state('nsga2', generation, parents) };
  }
  return archive.outcome;
}

function offspring(space: SearchSpace, parents: readonly Individual[], rng: Rng): Architecture {
  const mother = tournament(parents, rng).architecture;
  const child = rng.next() < crossoverProbability ? space.crossover(mother, tournament(parents, rng).architecture, rng) : mother;
  return rng.next() < mutationProbability ? space.mutate(child, rng) : child;
}

function tournament(parents: readonly Individual[], rng: Rng): Individual {
  const a = rng.pick(parents);
  const b = rng.pick(parents);
  return compare(a, b) <= 0 ? a : b;
}

function compare(a: Individual, b: Individual): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.crowding === b.crowding ? 0 : b.crowding - a.crowding;
}

/**
 * The best `count` individuals, with rank and crowding, the better fronts first. Both, and the order, follow from these individuals alone, so that
 * a search that goes on from them is the same.
 */
function survivors(problem: Problem, pool: readonly Individual[], count: number): Individual[] {
  const admissible = pool.filter(({ violation }) => violation === 0);
  const k = problem.objectives.length;
  const costs = new Float64Array(admissible.length * k);
  problem.objectives.forEach(({ direction }, j) => {
    const sign = direction === 'minimise' ? 1 : -1;
    admissible.forEach(({ values }, i) => (costs[i * k + j] = sign * values[j]!));
  });
  const fronts = nonDominatedSort(costs, k);
  const kept: Individual[] = [];
  for (const [rank, front] of fronts.entries()) {
    if (kept.length === count) return kept;
    const members = leastCrowded(costs, k, front, count - kept.length);
    const crowding = crowdingDistances(costs, k, members);
    members.forEach((i, position) => {
      const member = admissible[i]!;
      member.rank = rank;
      member.crowding = crowding[position]!;
      kept.push(member);
    });
  }
  if (admissible.length === pool.length) return kept;
  return [...kept, ...rankedBeyond(pool, fronts.length)].slice(0, count);
}

/** Of one front, in its order. */
function leastCrowded(costs: Float64Array, k: number, front: readonly number[], count: number): readonly number[] {
  if (front.length <= count) return front;
  const crowding = crowdingDistances(costs, k, front);
  const places = [...front.keys()].sort((a, b) => (crowding[a] === crowding[b] ? a - b : crowding[b]! - crowding[a]!));
  const isKept = new Uint8Array(front.length);
  for (const place of places.slice(0, count)) isKept[place] = 1;
  return front.filter((_, place) => isKept[place] === 1);
}

/** Those beyond a limit: the less, the better. */
function rankedBeyond(pool: readonly Individual[], firstRank: number): Individual[] {
  const beyond = pool.filter(({ violation }) => violation !== 0);
  const levels = [...new Set(beyond.map(({ violation }) => violation))].sort((a, b) => (a < b ? -1 : 1));
  const rankOf = new Map(levels.map((level, i) => [level, firstRank + i]));
  for (const individual of beyond) {
    individual.rank = rankOf.get(individual.violation)!;
    individual.crowding = 0;
  }
  return beyond.sort(compare);
}
