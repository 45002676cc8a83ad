import { brand, type ArchitectureName, type SpaceId } from '../brand.ts';
import { invalidInput } from '../lab-error.ts';
import { liveLayers } from '../network/live-layers.ts';
import type { Network } from '../network/network.ts';
import { encodingsOf, type EncodingParts } from './encoding.ts';
import type { Architecture, Gene, NetworkOptions, SearchSpace } from './search-space.ts';

/** What only the space itself knows; `defineSpace` supplies the rest of `SearchSpace`. */
export interface SpaceDefinition extends Omit<EncodingParts, 'liveGenes' | 'settled'> {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Number of architectures that differ as the literature counts them; default: the product of the genes' choices. */
  readonly size?: number;
  readonly variants: readonly string[];
  /** Default: false. */
  readonly blocksAddUp?: boolean;
  parse(name: string): Architecture;
  print(architecture: Architecture): string;
  /** One flag a gene: whether it shapes the network of this architecture. Default: all do. */
  liveGenes?(architecture: Architecture): readonly boolean[];
  /** Default: the live ones. */
  usedGenes?(architecture: Architecture): readonly boolean[];
  /** Default: dead genes are set to their first value. */
  canonical?(architecture: Architecture): Architecture;
  /** Default: the canonical form. */
  networkKey?(architecture: Architecture): string;
  /** With `keepDead` everything that benchmarks count; layers whose result nothing uses need not be left out otherwise. */
  network(architecture: Architecture, options: NetworkOptions): Network;
}

const largestListing = 1_000_000;
/** Mutations are drawn blindly so often before the genes are gone through for one that has an effect. */
const quickAttempts = 20;

/** A complete search space from what only it knows: sampling, variation, listing and encodings follow from the genes. */
export function defineSpace(definition: SpaceDefinition): SearchSpace {
  const { genes } = definition;
  const combinations = Number(genes.reduce((product, gene) => product * BigInt(gene.values.length), 1n));
  const liveGenes = (architecture: Architecture): readonly boolean[] => definition.liveGenes?.(architecture) ?? genes.map(() => true);
  const canonical = (architecture: Architecture): Architecture => {
    if (definition.canonical !== undefined) return definition.canonical(architecture);
    if (definition.liveGenes === undefined) return architecture;
    const live = liveGenes(architecture);
    return architecture.map((value, gene) => (live[gene] ? value : 0));
  };
  const visibleGenes = (architecture: Architecture): string => {
    const live = liveGenes(architecture);
    return architecture.map((value, gene) => (live[gene] ? value : '')).join();
  };

  return {
    id: brand<SpaceId>(definition.id),
    title: definition.title,
    description: definition.description,
    genes,
    size: definition.size ?? combinations,
    variants: definition.variants,
    genesDescribe: definition.genesDescribe ?? true,
    blocksAddUp: definition.blocksAddUp ?? false,

    parse: (name) => definition.parse(name),
    print(architecture) {
      checkArchitecture(definition, architecture);
      return brand<ArchitectureName>(definition.print(architecture));
    },
    canonical,
    // One character a gene: searches make a key of everything that they look at.
    networkKey: (architecture) => definition.networkKey?.(architecture) ?? String.fromCharCode(...canonical(architecture)),

    liveGenes,
    usedGenes: definition.usedGenes ?? liveGenes,
    builtGenes: (architecture) => (definition.deadGenesAreBuilt ? genes.map(() => true) : liveGenes(architecture)),

    sample: (rng) => genes.map((gene) => rng.integer(gene.values.length)),
    mutate(architecture, rng) {
      const before = definition.liveGenes && visibleGenes(architecture);
      for (let attempt = 0; attempt < quickAttempts; attempt++) {
        const gene = rng.integer(genes.length);
        const choices = genes[gene]!.values.length;
        if (choices < 2) continue;
        const value = (architecture[gene]! + 1 + rng.integer(choices - 1)) % choices;
        const mutant = architecture.slice(); // in loops of a search faster than `with`
        mutant[gene] = value;
        if (before === undefined || visibleGenes(mutant) !== before) return mutant;
      }
      for (const gene of rng.shuffle(genes.map((_, index) => index))) {
        for (const value of rng.shuffle(otherValues(genes[gene]!, architecture[gene]!))) {
          const mutant = architecture.with(gene, value);
          if (visibleGenes(mutant) !== visibleGenes(architecture)) return mutant;
        }
      }
      throw new Error(`${definition.id}: no gene of ${architecture.join()} can be changed to any effect`);
    },
    crossover(mother, father, rng) {
      const child = mother.slice();
      let bits = 0;
      for (let gene = 0; gene < child.length; gene++) {
        bits = gene % 32 === 0 ? rng.integer(2 ** 32) : bits >>> 1;
        if ((bits & 1) === 1) child[gene] = father[gene]!;
      }
      return child;
    },
    *neighbours(architecture) {
      for (const [index, gene] of genes.entries()) {
        for (const value of otherValues(gene, architecture[index]!)) yield architecture.with(index, value);
      }
    },
    ...(combinations <= largestListing && { enumerate: () => everyArchitecture(genes) }),

    ...encodingsOf({ ...definition, liveGenes, settled: (architecture) => definition.canonical?.(architecture) ?? architecture }),

    network(architecture, options = {}) {
      checkArchitecture(definition, architecture);
      checkVariant(definition, options.variant);
      const network = definition.network(architecture, options);
      return options.keepDead ? network : liveLayers(network);
    },
  };
}

function otherValues(gene: Gene, value: number): number[] {
  return gene.values.map((_, index) => index).filter((index) => index !== value);
}

/** Lexicographic order: the last gene changes fastest. */
function* everyArchitecture(genes: readonly Gene[]): Iterable<Architecture> {
  const current = genes.map(() => 0);
  for (;;) {
    yield current.slice();
    let gene = genes.length - 1;
    while (gene >= 0 && ++current[gene]! === genes[gene]!.values.length) current[gene--] = 0;
    if (gene < 0) return;
  }
}

function checkArchitecture({ id, genes }: SpaceDefinition, architecture: Architecture): void {
  const fits = architecture.length === genes.length && genes.every((gene, index) => gene.values[architecture[index]!] !== undefined);
  if (!fits) throw new RangeError(`[${architecture.join()}] is not an architecture of ${id}`);
}

function checkVariant({ title, variants }: SpaceDefinition, variant: string | undefined): void {
  if (variant === undefined || variants.includes(variant)) return;
  const known = variants.length === 0 ? 'It has none' : `Choose one of ${variants.join(', ')}`;
  throw invalidInput(`${title} has no variant “${variant}”.`, `${known}.`);
}
