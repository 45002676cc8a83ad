import type { Rng } from '../rng.ts';
import type { Architecture, SearchSpace } from '../spaces/search-space.ts';

/** How many attempts a place in a generation is worth before a new network is given up: small spaces run out of them. */
const attempts = 20;

/** Up to `count` architectures that `create` makes by `networkKey`, none of a network that is in `present`; what is there already is mutated. */
export function newNetworks(
  space: SearchSpace,
  present: ReadonlySet<string>,
  count: number,
  create: () => Architecture,
  rng: Rng,
): Map<string, Architecture> {
  const found = new Map<string, Architecture>();
  const isTaken = (key: string) => present.has(key) || found.has(key);
  for (let attempt = 0; attempt < count * attempts && found.size < count; attempt++) {
    let architecture = create();
    let key = space.networkKey(architecture);
    if (isTaken(key)) {
      architecture = space.mutate(architecture, rng);
      key = space.networkKey(architecture);
      if (isTaken(key)) continue;
    }
    found.set(key, architecture);
  }
  return found;
}
