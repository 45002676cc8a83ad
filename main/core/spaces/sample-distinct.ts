import { invalidInput } from '../lab-error.ts';
import type { Rng } from '../rng.ts';
import type { Architecture, SearchSpace } from './search-space.ts';

/** `count` different architectures, uniformly and in random order; throws `invalid-input` where the space has fewer. */
export function sampleDistinct(space: SearchSpace, count: number, rng: Rng): Architecture[] {
  if (count > space.size) {
    throw invalidInput(
      `${space.title} has only ${space.size} architectures; ${count} cannot be sampled.`,
      `Ask for at most ${space.size}.`,
    );
  }
  if (space.enumerate !== undefined) {
    const all = [...space.enumerate()];
    return rng.sampleWithout(all.length, count).map((index) => all[index]!);
  }
  const sampled = new Map<string, Architecture>();
  while (sampled.size < count) {
    const architecture = space.sample(rng);
    sampled.set(architecture.join(), architecture);
  }
  return [...sampled.values()];
}
