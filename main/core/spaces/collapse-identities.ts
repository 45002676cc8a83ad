import type { Architecture } from './search-space.ts';

/** Neighbouring genes of blocks of one shape, of which `identity` (an index of their values) stands for no block at all. */
export interface ExchangeableRun {
  /** First gene and the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly identity: number;
}

/** The same network with the identities of every run behind its blocks: where among its equals a block is left out makes no difference. */
export function collapseIdentities(architecture: Architecture, runs: readonly ExchangeableRun[]): Architecture {
  const collapsed = architecture.slice();
  for (const { from, to, identity } of runs) {
    let place = from;
    for (let gene = from; gene < to; gene++) if (architecture[gene] !== identity) collapsed[place++] = architecture[gene]!;
    collapsed.fill(identity, place, to);
  }
  return collapsed;
}
