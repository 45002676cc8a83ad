import { assertNever } from '../assert-never.ts';
import type { Architecture, EncodingForm, Gene, SearchSpace } from './search-space.ts';

/** What the encodings of a space are made of. */
export interface EncodingParts {
  readonly genes: readonly Gene[];
  /** One flag a gene: whether it shapes the network of this architecture. */
  liveGenes(architecture: Architecture): readonly boolean[];
  /** Whether what dead genes describe is still part of the network that benchmarks measured; the `live` encoding then keeps their one-hot too. */
  readonly deadGenesAreBuilt?: boolean;
  /** Whether what a gene chooses says something about the network, so that the `live` encoding holds its one-hot; default true. */
  readonly genesDescribe?: boolean;
  /** The form whose genes the `live` encoding shows where dead genes are not built: the same for all architectures of one network. */
  settled(architecture: Architecture): Architecture;
  /** Further dimensions of the `live` encoding, such as counts of operators; all of the `counts` encoding. */
  readonly counts: { readonly names: readonly string[]; of(architecture: Architecture, live: readonly boolean[]): ArrayLike<number> };
}

/** All encodings of a space (see `EncodingForm`), from its genes and counts. */
export function encodingsOf(parts: EncodingParts): Pick<SearchSpace, 'dimensions' | 'encode'> {
  const { genes, counts, deadGenesAreBuilt = false, genesDescribe = true } = parts;
  const oneHotNames = genes.flatMap((gene) => gene.values.map((value) => `${gene.name}=${value}`));
  const names: Record<EncodingForm, readonly string[]> = {
    'one-hot': [...oneHotNames, '1'],
    live: [
      ...(deadGenesAreBuilt ? oneHotNames : []),
      ...(genesDescribe ? oneHotNames.map((name) => `live ${name}`) : []),
      ...counts.names,
      '1',
    ],
    counts: [...counts.names, '1'],
  };

  return {
    dimensions: (form = 'live') => names[form],
    encode(architecture, form = 'live') {
      const encoded = new Float64Array(names[form].length);
      encoded[encoded.length - 1] = 1;
      switch (form) {
        case 'one-hot':
          writeOneHot(encoded, 0, genes, architecture);
          return encoded;
        case 'live': {
          const shown = deadGenesAreBuilt ? architecture : parts.settled(architecture);
          const live = parts.liveGenes(shown);
          let offset = 0;
          if (deadGenesAreBuilt) offset = writeOneHot(encoded, offset, genes, shown);
          if (genesDescribe) offset = writeOneHot(encoded, offset, genes, shown, live);
          encoded.set(counts.of(shown, live), offset);
          return encoded;
        }
        case 'counts':
          encoded.set(counts.of(architecture, parts.liveGenes(architecture)));
          return encoded;
        default:
          return assertNever(form);
      }
    },
  };
}

/** Writes from `start` on; returns where the next dimension stands. */
function writeOneHot(
  target: Float64Array,
  start: number,
  genes: readonly Gene[],
  architecture: Architecture,
  live?: readonly boolean[],
): number {
  let offset = start;
  for (let gene = 0; gene < genes.length; gene++) {
    if (live === undefined || live[gene]) target[offset + architecture[gene]!] = 1;
    offset += genes[gene]!.values.length;
  }
  return offset;
}
