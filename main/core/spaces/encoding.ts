import { assertNever } from '../assert-never.ts';
import type { Architecture, EncodingForm, Gene, SearchSpace } from './search-space.ts';

/** What the encodings of a space are made of. */
export interface EncodingParts {
  readonly genes: readonly Gene[];
  /** One flag a gene: whether it shapes the network of this architecture. */
  liveGenes(architecture: Architecture): readonly boolean[];
  /** Whether what dead genes describe is still part of the network that benchmarks measured; the `live` encoding then keeps their one-hot too. */
  readonly deadGenesAreBuilt?: boolean;
  /** Further dimensions of the `live` encoding, such as counts of operators; all of the `counts` encoding. */
  readonly counts: { readonly names: readonly string[]; of(architecture: Architecture, live: readonly boolean[]): ArrayLike<number> };
}

/** All encodings of a space (see `EncodingForm`), from its genes and counts. */
export function encodingsOf(parts: EncodingParts): Pick<SearchSpace, 'dimensions' | 'encode'> {
  const { genes, counts, deadGenesAreBuilt = false } = parts;
  const oneHotNames = genes.flatMap((gene) => gene.values.map((value) => `${gene.name}=${value}`));
  const names: Record<EncodingForm, readonly string[]> = {
    'one-hot': [...oneHotNames, '1'],
    live: [...(deadGenesAreBuilt ? oneHotNames : []), ...oneHotNames.map((name) => `live ${name}`), ...counts.names, '1'],
    counts: [...counts.names, '1'],
  };

  return {
    dimensions: (form = 'live') => names[form],
    encode(architecture, form = 'live') {
      const encoded = new Float64Array(names[form].length);
      encoded[encoded.length - 1] = 1;
      const live = parts.liveGenes(architecture);
      switch (form) {
        case 'one-hot':
          writeOneHot(encoded, 0, genes, architecture);
          return encoded;
        case 'live': {
          const start = deadGenesAreBuilt ? oneHotNames.length : 0;
          if (deadGenesAreBuilt) writeOneHot(encoded, 0, genes, architecture);
          writeOneHot(encoded, start, genes, architecture, live);
          encoded.set(counts.of(architecture, live), start + oneHotNames.length);
          return encoded;
        }
        case 'counts':
          encoded.set(counts.of(architecture, live));
          return encoded;
        default:
          return assertNever(form);
      }
    },
  };
}

function writeOneHot(
  target: Float64Array,
  start: number,
  genes: readonly Gene[],
  architecture: Architecture,
  live?: readonly boolean[],
): void {
  let offset = start;
  for (let gene = 0; gene < genes.length; gene++) {
    if (live === undefined || live[gene]) target[offset + architecture[gene]!] = 1;
    offset += genes[gene]!.values.length;
  }
}
