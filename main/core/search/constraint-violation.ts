import type { Problem } from './problem.ts';

/**
 * How far values lie beyond the problem's limits, summed over the objectives and relative to each limit: 0 is admissible, Infinity where a
 * value is not known (NaN).
 */
export function constraintViolation(problem: Pick<Problem, 'objectives' | 'limits'>, values: ArrayLike<number>): number {
  let violation = 0;
  for (let j = 0; j < problem.objectives.length; j++) {
    const value = values[j]!;
    const limit = problem.limits[j];
    if (Number.isNaN(value)) violation = Infinity;
    if (limit === undefined) continue;
    const excess = problem.objectives[j]!.direction === 'minimise' ? value - limit : limit - value;
    if (excess > 0) violation += excess / (Math.abs(limit) || 1);
  }
  return violation;
}
