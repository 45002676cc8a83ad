import type { Architecture } from '../spaces/search-space.ts';
import type { Evaluated, Problem } from './problem.ts';

/** Evaluates architectures in one batch. */
export function evaluate(problem: Problem, architectures: readonly Architecture[]): Evaluated[] {
  const width = problem.objectives.length;
  const values = problem.evaluate(architectures);
  if (values.length !== architectures.length * width) throw new Error(`${values.length} values for ${architectures.length} architectures`);
  return architectures.map((architecture, i) => {
    const own: number[] = [];
    for (let j = 0; j < width; j++) own.push(values[i * width + j]!);
    return { architecture, values: own };
  });
}
