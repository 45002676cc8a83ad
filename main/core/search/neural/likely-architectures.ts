import type { Architecture } from '../../spaces/search-space.ts';

/**
 * The `count` architectures with the largest product of the probabilities of their choices, the most probable first. `probabilities`: one list a
 * gene, positive. Exact: an architecture among the best has a beginning among the best beginnings.
 */
export function likelyArchitectures(probabilities: readonly (readonly number[])[], count: number): Architecture[] {
  let best: { readonly choices: readonly number[]; readonly log: number }[] = [{ choices: [], log: 0 }];
  for (const gene of probabilities) {
    best = best
      .flatMap(({ choices, log }) =>
        gene.map((probability, choice) => ({ choices: [...choices, choice], log: log + Math.log(probability) })),
      )
      .sort((a, b) => b.log - a.log)
      .slice(0, count);
  }
  return best.map(({ choices }) => choices);
}
