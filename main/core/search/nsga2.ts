import type { Rng } from '../rng.ts';
import type { Architecture, SearchSpace } from '../spaces/search-space.ts';
import { constraintViolation } from './constraint-violation.ts';
import { evaluate } from './evaluate.ts';
import { FrontArchive } from './front-archive.ts';
import { crowdingDistances, nonDominatedSort } from './non-dominated-sort.ts';
import type { Evaluated, Problem } from './problem.ts';
import type { SearchRun } from './search-run.ts';

export interface Nsga2Options {
  /** Candidates a generation, ≥ 2. */
  readonly population: number;
  /** Generations, the first random one included; ≥ 1. */
  readonly generations: number;
  readonly rng: Rng;
}

const crossoverProbability = 0.9;
const mutationProbability = 0.7;
/** How many attempts a place in a generation is worth before a new network is given up: small spaces run out of them. */
const attempts = 20;

interface Individual extends Evaluated {
  /** The same for architectures that are built into the same network. */
  readonly key: string;
  /** Number of its front; smaller is better. Those beyond a limit come after all admissible ones, by how far they are beyond. */
  rank: number;
  crowding: number;
}

/**
 * NSGA-II (Deb et al. 2002) with constrained domination, for any number of objectives. No network occurs twice in a population. Ends early
 * when it finds no new network. The same seed gives the same search.
 */
export function* nsga2(problem: Problem, { population, generations, rng }: Nsga2Options): SearchRun {
  if (!(population >= 2 && generations >= 1)) throw new RangeError(`population ${population}, generations ${generations}`);
  const { space } = problem;
  const archive = new FrontArchive(problem);
  let parents: Individual[] = [];
  for (let generation = 1; generation <= generations; generation++) {
    const adults = parents;
    const create = generation === 1 ? () => space.sample(rng) : () => offspring(space, adults, rng);
    const brood = distinct(space, adults, population, create, rng);
    if (brood.size === 0) break;
    const evaluated = evaluate(problem, [...brood.values()]);
    archive.add(evaluated);
    const keys = [...brood.keys()];
    const children = evaluated.map((candidate, i): Individual => ({ ...candidate, key: keys[i]!, rank: 0, crowding: 0 }));
    parents = survivors(problem, [...parents, ...children], population);
    yield { step: generation, steps: generations, evaluated };
  }
  return { front: archive.front, evaluations: archive.evaluations };
}

/** Up to `count` new architectures by key, none of a network that is in `present`. */
function distinct(
  space: SearchSpace,
  present: readonly Individual[],
  count: number,
  create: () => Architecture,
  rng: Rng,
): Map<string, Architecture> {
  const taken = new Set(present.map((individual) => individual.key));
  const found = new Map<string, Architecture>();
  for (let attempt = 0; attempt < count * attempts && found.size < count; attempt++) {
    let architecture = create();
    let key = space.networkKey(architecture);
    if (taken.has(key)) {
      architecture = space.mutate(architecture, rng);
      key = space.networkKey(architecture);
    }
    if (taken.has(key)) continue;
    taken.add(key);
    found.set(key, architecture);
  }
  return found;
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

/** The best `count` individuals; sets rank and crowding of all. */
function survivors(problem: Problem, pool: readonly Individual[], count: number): Individual[] {
  const violations = new Map(pool.map((individual) => [individual, constraintViolation(problem, individual.values)]));
  const admissible = pool.filter((individual) => violations.get(individual) === 0);
  const signs = problem.objectives.map(({ direction }) => (direction === 'minimise' ? 1 : -1));
  const costs = Float64Array.from(admissible.flatMap(({ values }) => values.map((value, j) => signs[j]! * value)));
  const fronts = nonDominatedSort(costs, signs.length);
  fronts.forEach((front, rank) => {
    const crowding = crowdingDistances(costs, signs.length, front);
    front.forEach((i, position) => Object.assign(admissible[i]!, { rank, crowding: crowding[position]! }));
  });
  const beyond = pool.filter((individual) => violations.get(individual) !== 0);
  const levels = [...new Set(beyond.map((individual) => violations.get(individual)!))].sort((a, b) => (a < b ? -1 : 1));
  const levelRank = new Map(levels.map((level, i) => [level, fronts.length + i]));
  for (const individual of beyond) Object.assign(individual, { rank: levelRank.get(violations.get(individual)!)!, crowding: 0 });
  return [...pool].sort(compare).slice(0, count);
}
