import { createRng } from '../../../main/core/rng.ts';

/** Standard normal values from a seed. */
export function normalValues(count: number, seed: number): Float64Array {
  const rng = createRng(seed);
  return Float64Array.from({ length: count }, () => rng.normal());
}
