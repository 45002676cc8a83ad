import type { ArchitectureName } from '../core/brand.ts';
import { networkCost } from '../core/network/cost.ts';
import { createRng } from '../core/rng.ts';
import type { SearchSpace } from '../core/spaces/search-space.ts';

const candidates = 63;

/** An architecture of middling cost: the one with the median MACs of a fixed sample. The same for every campaign in a space. */
export function defaultAnchor(space: SearchSpace): ArchitectureName {
  const rng = createRng(1);
  const byCost = Array.from({ length: candidates }, () => space.sample(rng))
    .map((architecture) => ({ architecture, macs: networkCost(space.network(architecture)).macs }))
    .sort((a, b) => a.macs - b.macs);
  return space.print(byCost[(candidates - 1) / 2]!.architecture);
}
