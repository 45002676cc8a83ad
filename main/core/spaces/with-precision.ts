import { brand, type ArchitectureName } from '../brand.ts';
import type { Rng } from '../rng.ts';
import type { Architecture, SearchSpace } from './search-space.ts';

export const searchedPrecisions = ['f32', 'int8'] as const;
export type SearchedPrecision = (typeof searchedPrecisions)[number];

const suffix = ' in int8';

/** The architecture without its precision, which is its last choice. */
export function withoutPrecision(choices: Architecture): { readonly architecture: Architecture; readonly precision: SearchedPrecision } {
  return { architecture: choices.slice(0, -1), precision: searchedPrecisions[choices.at(-1)!]! };
}

/** Of a printed architecture that may have one. */
export function nameWithoutPrecision(name: string): string {
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

/** The space with one choice more, whether the network runs in f32 or in int8: what is searched where both were measured. */
export function withPrecision(space: SearchSpace): SearchSpace {
  const { genes, enumerate } = space;
  const inner = (choices: Architecture): Architecture => choices.slice(0, -1);
  const chosen = (architecture: Architecture, precision: number): Architecture => [...architecture, precision];
  return {
    ...space,
    genes: [...genes, { name: 'precision', values: searchedPrecisions, kind: 'precision', parts: [] }],
    size: 2 * space.size,
    parse: (name) => chosen(space.parse(nameWithoutPrecision(name)), Number(name.endsWith(suffix))),
    print: (choices) => brand<ArchitectureName>(`${space.print(inner(choices))}${choices.at(-1) === 1 ? suffix : ''}`),
    canonical: (choices) => chosen(space.canonical(inner(choices)), choices.at(-1)!),
    networkKey: (choices) => `${choices.at(-1)} ${space.networkKey(inner(choices))}`,
    liveGenes: (choices) => [...space.liveGenes(inner(choices)), true],
    usedGenes: (choices) => [...space.usedGenes(inner(choices)), true],
    builtGenes: (choices) => [...space.builtGenes(inner(choices)), true],
    sample: (rng) => chosen(space.sample(rng), rng.integer(2)),
    mutate: (choices, rng) =>
      rng.integer(genes.length + 1) === 0
        ? chosen(inner(choices), 1 - choices.at(-1)!)
        : chosen(space.mutate(inner(choices), rng), choices.at(-1)!),
    crossover: (mother: Architecture, father: Architecture, rng: Rng) =>
      chosen(space.crossover(inner(mother), inner(father), rng), rng.pick([mother, father]).at(-1)!),
    *neighbours(choices) {
      for (const one of space.neighbours(inner(choices))) yield chosen(one, choices.at(-1)!);
      yield chosen(inner(choices), 1 - choices.at(-1)!);
    },
    ...(enumerate && {
      *enumerate() {
        for (const architecture of enumerate()) for (const precision of searchedPrecisions.keys()) yield chosen(architecture, precision);
      },
    }),
    network: (choices, options) => space.network(inner(choices), options),
  };
}
