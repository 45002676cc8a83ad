import { nonDominatedFront } from './non-dominated-front.ts';
import type { Objective } from './problem.ts';

type Direction = Objective['direction'];

/**
 * Area between a reference point and the front of `values` (row-major [n, 2]), in the product of the objectives' units; points that are not
 * better than the reference in both objectives add nothing. Exact. Take the logarithm of latencies beforehand where ratios matter.
 */
export function hypervolume(
  values: Float64Array,
  directions: readonly [Direction, Direction],
  reference: readonly [number, number],
): number {
  const [signX, signY] = directions.map((direction) => (direction === 'minimise' ? 1 : -1)) as [number, number];
  const limitX = signX * reference[0];
  let covered = signY * reference[1];
  let area = 0;
  const front = Array.from(nonDominatedFront(values, directions), (i) => [signX * values[2 * i]!, signY * values[2 * i + 1]!] as const);
  front.sort((a, b) => a[0] - b[0]);
  for (const [x, y] of front) {
    if (x >= limitX || y >= covered) continue;
    area += (limitX - x) * (covered - y);
    covered = y;
  }
  return area;
}
