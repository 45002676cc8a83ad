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
 * `choices`: how often each value is chosen; `live choices`: where it shapes what runs; `used choices`: where the output is calculated from it, be it zero; `genes` and
 * `live genes`: one-hot; `parts`, `parts 2`, …: how often in each part of the network, by every way in which the space divides it. Empty where genes say nothing of the
 * network. Dead genes count only where benchmarks build them.
 */
export function geneDescriptors(space: SearchSpace): GeneDescriptors {
  if (!space.genesDescribe) return { groups: [], write: () => {} };
  const choices = new Columns();
  const divisions = Array.from({ length: Math.max(...space.genes.map((gene) => gene.parts.length)) }, () => new Columns());
  const oneHot = new Columns();
  const places = space.genes.map((gene) => {
    const quantity = isQuantity(gene);
    return {
      amounts: gene.values.map((value) => (quantity ? Number(value) : 1)),
      choices: gene.values.map((value) => choices.of(quantity ? gene.kind : `${gene.kind} ${value}`)),
      oneHot: gene.values.map((value) => (quantity ? [] : [oneHot.of(`${gene.name}: ${value}`)])),
      parts: gene.values.map((value) => (quantity ? [] : gene.parts.map((part, d) => divisions[d]!.of(`${gene.kind} ${value}, ${part}`)))),
    };
  });
  const prefixed = (prefix: string, { names }: Columns) => names.map((name) => `${prefix} ${name}`);
  const groups = [
    { name: 'choices', featureNames: choices.names },
    { name: 'live choices', featureNames: prefixed('live', choices) },
    { name: 'used choices', featureNames: prefixed('used', choices) },
    { name: 'genes', featureNames: oneHot.names },
    { name: 'live genes', featureNames: prefixed('live', oneHot) },
    ...divisions.map((columns, d) => ({ name: d === 0 ? 'parts' : `parts ${d + 1}`, featureNames: columns.names })),
  ];
  const [choicesAt, liveChoicesAt, usedChoicesAt, genesAt, liveGenesAt, ...partsAt] = startsOf(groups);

  /** Columns that each choice of each gene adds to, if the gene's flag is set. */
  const columnsOf = (choicesFrom: number, oneHotFrom?: number, partsFrom: readonly number[] = []) =>
    places.map((place) =>
      place.choices.map((column, choice) => [
        choicesFrom + column,
        ...(oneHotFrom === undefined ? [] : place.oneHot[choice]!.map((own) => oneHotFrom + own)),
        ...(partsFrom.length === 0 ? [] : place.parts[choice]!.map((part, d) => partsFrom[d]! + part)),
      ]),
    );
  const views = [
    { flags: (one: Architecture) => space.builtGenes(one), columns: columnsOf(choicesAt!, genesAt, partsAt) },
    { flags: (one: Architecture) => space.liveGenes(one), columns: columnsOf(liveChoicesAt!, liveGenesAt) },
    { flags: (one: Architecture) => space.usedGenes(one), columns: columnsOf(usedChoicesAt!) },
  ];

  return {
    groups,
    write(architecture, target, start) {
      for (const { flags, columns } of views) {
        const isOn = flags(architecture);
        for (let gene = 0; gene < places.length; gene++) {
          if (!isOn[gene]) continue;
          const choice = architecture[gene]!;
          const amount = places[gene]!.amounts[choice]!;
          for (const column of columns[gene]![choice]!) target[start + column]! += amount;
        }
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
