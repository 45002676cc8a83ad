import { LabError } from '../lab-error.ts';
import { mobileNetV3 } from './mobilenet-v3.ts';
import { fbnet } from './fbnet.ts';
import { mobileNetV2 } from './mobilenet-v2.ts';
import { mobileRandom } from './mobile-random.ts';
import { proxylessNas } from './proxylessnas.ts';
import { nasBench201 } from './nas-bench-201.ts';
import type { SearchSpace } from './search-space.ts';

/** Every search space of the lab. */
export const searchSpaces: readonly SearchSpace[] = [nasBench201, mobileNetV3, mobileNetV2, proxylessNas, fbnet, mobileRandom];

/** The space with this id; throws `not-found` with the known ids. */
export function findSpace(id: string): SearchSpace {
  const space = searchSpaces.find((candidate) => candidate.id === id);
  if (space !== undefined) return space;
  throw new LabError({
    code: 'not-found',
    message: `There is no search space “${id}”.`,
    remedy: `Choose one of ${searchSpaces.map((known) => known.id).join(', ')}.`,
  });
}
