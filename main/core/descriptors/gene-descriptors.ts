import type { Architecture, Gene, SearchSpace } from '../spaces/search-space.ts';

/** A numeric gene with more choices than this counts as a quantity: its value is a dimension of its own, its choices are none. */
const mostChoices = 8;

/** Descriptors of a space's architectures by what their genes choose. */
export interface GeneDescriptors {
  readonly groups: readonly { readonly name: string; readonly featureNames: readonly string[] }[];
  /** Writes all groups, one after the other, to `target` from `start` on. */
  write(architecture: Architecture, target: Float64Array, start: number): void;
}

/**
 * `choices`: how often each value is chosen; `live choices`: where it shapes what runs; `genes` and `live genes`: one-hot; `parts`, `parts 2`, …: how often in each part
 * of the network, by every way in which the space divides it. Empty where genes say nothing of the network. Dead genes count only where benchmarks build them.
 */
export function geneDescriptors(space: SearchSpace): GeneDescriptors {
  if (!space.genesDescribe) return { groups: [], write: () => {} };
  const choices = new Columns();
  const divisions = Array.from({ length: Math.max(...space.genes.map((gene) => gene.parts.length)) }, () => new Columns());
  const oneHot = new Columns();
  const places = space.genes.map((gene) => ({
    quantity: isQuantity(gene) ? choices.of(gene.kind) : null,
    choices: gene.values.map((value) => (isQuantity(gene) ? -1 : choices.of(`${gene.kind} ${value}`))),
    parts: gene.values.map((value) =>
      isQuantity(gene) ? [] : gene.parts.map((part, d) => divisions[d]!.of(`${gene.kind} ${value}, ${part}`)),
    ),
    oneHot: gene.values.map((value) => (isQuantity(gene) ? -1 : oneHot.of(`${gene.name}: ${value}`))),
  }));
  const liveNames = (names: readonly string[]) => names.map((name) => `live ${name}`);
  const groups = [
    { name: 'choices', featureNames: choices.names },
    { name: 'live choices', featureNames: liveNames(choices.names) },
    { name: 'genes', featureNames: oneHot.names },
    { name: 'live genes', featureNames: liveNames(oneHot.names) },
    ...divisions.map((columns, d) => ({ name: d === 0 ? 'parts' : `parts ${d + 1}`, featureNames: columns.names })),
  ];
  const [choicesAt, liveChoicesAt, genesAt, liveGenesAt, ...partsAt] = startsOf(groups);

  // [gene][choice] columns that a built gene adds to, and a live one.
  const built = places.map((place) =>
    place.choices.map((column, choice) => [
      choicesAt! + column,
      genesAt! + place.oneHot[choice]!,
      ...place.parts[choice]!.map((part, d) => partsAt[d]! + part),
    ]),
  );
  const live = places.map((place) =>
    place.choices.map((column, choice) => [liveChoicesAt! + column, liveGenesAt! + place.oneHot[choice]!]),
  );

  return {
    groups,
    write(architecture, target, start) {
      const isLive = space.liveGenes(architecture);
      const isBuilt = space.builtGenes(architecture);
      for (let gene = 0; gene < places.length; gene++) {
        const choice = architecture[gene]!;
        const { quantity } = places[gene]!;
        if (quantity !== null) {
          const value = Number(space.genes[gene]!.values[choice]!);
          if (isBuilt[gene]) target[start + choicesAt! + quantity]! += value;
          if (isLive[gene]) target[start + liveChoicesAt! + quantity]! += value;
          continue;
        }
        if (isBuilt[gene]) for (const column of built[gene]![choice]!) target[start + column]!++;
        if (isLive[gene]) for (const column of live[gene]![choice]!) target[start + column]!++;
      }
    },
  };
}

function isQuantity({ values }: Gene): boolean {
  return values.length > mostChoices && values.every((value) => typeof value === 'number');
}

function startsOf(groups: readonly { readonly featureNames: readonly string[] }[]): number[] {
  let start = 0;
  return groups.map(({ featureNames }) => {
    const from = start;
    start += featureNames.length;
    return from;
  });
}

/** Names of columns, each of them once, in the order in which they were first asked for. */
class Columns {
  readonly names: string[] = [];
  readonly #known = new Map<string, number>();

  of(name: string): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}
