import type { ArchitectureName, SpaceId } from '../brand.ts';
import type { Network } from '../network/network.ts';
import type { Rng } from '../rng.ts';

/** One choice that an architecture makes, for example the kernel size of block 3. */
export interface Gene {
  readonly name: string;
  readonly values: readonly (string | number)[];
  /** What is chosen: `operator`, `kernel`, …; the values of genes of one kind mean the same. */
  readonly kind: string;
  /** Parts of the network that the choice shapes, for example `stage 3`: genes of one kind in one part do much the same. */
  readonly parts: readonly string[];
}

/** One member of a space: for each gene the index of the chosen value. Every space uses this form, so search needs no more. */
export type Architecture = readonly number[];

/** How an architecture is built into a network; a space ignores what does not apply to it. */
export interface NetworkOptions {
  /** Side of the square input in pixels; default: the architecture's own or the space's usual one. */
  readonly resolution?: number;
  /** Width multiplier; default 1. */
  readonly width?: number;
  /** Named form of the skeleton, for example `cifar10`, `google`. Closed per space: see `SearchSpace.variants`. */
  readonly variant?: string;
  readonly classes?: number;
  /** Keep layers whose result nothing uses, as benchmarks count them; default false: only what really runs. */
  readonly keepDead?: boolean;
}

/**
 * Numeric forms of an architecture, all with a trailing 1.
 * `one-hot`: every gene one-hot, dead ones included; what AdaProxy needs as published (Lu et al. 2022).
 * `live`: one-hot genes with dead parts zeroed, and counts; latency is nearly linear in it, so it is the better choice for every other method.
 * `counts`: only the counts; few dimensions, for few samples.
 */
export type EncodingForm = 'one-hot' | 'live' | 'counts';

export const encodingForms = ['one-hot', 'live', 'counts'] as const satisfies readonly EncodingForm[];

/** A NAS search space: what its members are, how they are written, and which network each of them is. */
export interface SearchSpace {
  readonly id: SpaceId;
  readonly title: string;
  /** One sentence on the family of networks and its source. */
  readonly description: string;
  readonly genes: readonly Gene[];
  /** Number of architectures (an exact integer where it fits, else the nearest double). */
  readonly size: number;
  readonly variants: readonly string[];
  /** Whether what a gene chooses says something about the network; not so where genes are digits of a seed. */
  readonly genesDescribe: boolean;
  /**
   * Whether each gene chooses a block of its own, one after the other, whose shapes no other gene changes: sums over the layers, and over the longest
   * path, are sums over the genes then.
   */
  readonly blocksAddUp: boolean;

  /** Reads the printed form; throws `invalid-input` naming the offending place. */
  parse(name: string): Architecture;
  print(architecture: Architecture): ArchitectureName;
  /** The representative of the architectures that the space's literature counts as one. */
  canonical(architecture: Architecture): Architecture;
  /**
   * Equal for two architectures exactly if they are built into the same network, so that one's latency is the other's. Only for NAS-Bench-201 is this
   * another division than that of `canonical`.
   */
  networkKey(architecture: Architecture): string;

  /** One flag a gene: whether it shapes what runs. */
  liveGenes(architecture: Architecture): readonly boolean[];
  /**
   * One flag a gene: whether the output is calculated from what it chooses, be that zero whatever the input; more than `liveGenes` where tools that
   * leave out what nobody uses do not see zeros.
   */
  usedGenes(architecture: Architecture): readonly boolean[];
  /** One flag a gene: whether what it chooses is built; more than `liveGenes` where benchmarks build dead parts too. */
  builtGenes(architecture: Architecture): readonly boolean[];

  sample(rng: Rng): Architecture;
  /** A copy in which at least one live gene differs. */
  mutate(architecture: Architecture, rng: Rng): Architecture;
  /** A child that takes each gene from one of its parents. */
  crossover(mother: Architecture, father: Architecture, rng: Rng): Architecture;
  /** All architectures that differ in exactly one gene. */
  neighbours(architecture: Architecture): Iterable<Architecture>;
  /** Every architecture in a fixed order; absent where the space is too large to list. */
  enumerate?(): Iterable<Architecture>;

  /** Names of the dimensions of `encode` in that form (default `live`). */
  dimensions(form?: EncodingForm): readonly string[];
  /** Numeric form for predictors, one value a dimension; default `live`. */
  encode(architecture: Architecture, form?: EncodingForm): Float64Array;

  network(architecture: Architecture, options?: NetworkOptions): Network;
}
