import { zeros } from '../../../main/core/linalg/matrix.ts';
import { createRng } from '../../../main/core/rng.ts';
import { nonDominatedFront } from '../../../main/core/search/non-dominated-front.ts';
import type { Problem } from '../../../main/core/search/problem.ts';
import { defineSpace } from '../../../main/core/spaces/define-space.ts';

/** Two costs that are sums over the genes, so that the exact front is known however large the space is. */
export interface SeparableProblem extends Problem {
  /** Row-major [n, 2], by rising first cost. */
  exactFront(): Float64Array;
}

export function separableProblem(genes: number, choices: number, limits: Problem['limits'] = [undefined, undefined]): SeparableProblem {
  const rng = createRng(17);
  const costs = [0, 1].map(() => zeros(genes, choices).data.map(() => rng.next())) as [Float64Array, Float64Array];
  const space = defineSpace({
    id: 'separable',
    title: 'Independent choices',
    description: 'Every gene adds its own costs.',
    genes: Array.from({ length: genes }, (_, i) => ({
      name: `gene ${i}`,
      values: Array.from({ length: choices }, (__, value) => value),
      kind: 'gene',
      parts: [],
    })),
    variants: [],
    parse: (name) => name.split('-').map(Number),
    print: (architecture) => architecture.join('-'),
    counts: { names: [], of: () => [] },
    network: (architecture) => ({ name: architecture.join('-'), layers: [] }),
  });
  return {
    space,
    objectives: [
      { name: 'first', unit: '', direction: 'minimise' },
      { name: 'second', unit: '', direction: 'minimise' },
    ],
    limits,
    evaluate(architectures) {
      const values = new Float64Array(2 * architectures.length);
      architectures.forEach((architecture, i) => {
        for (let gene = 0; gene < genes; gene++) {
          const at = gene * choices + architecture[gene]!;
          values[2 * i]! += costs[0][at]!;
          values[2 * i + 1]! += costs[1][at]!;
        }
      });
      return values;
    },
    exactFront() {
      let points = Float64Array.of(0, 0);
      for (let gene = 0; gene < genes; gene++) {
        const extended: number[] = [];
        for (let i = 0; i < points.length; i += 2) {
          for (let at = gene * choices; at < (gene + 1) * choices; at++)
            extended.push(points[i]! + costs[0][at]!, points[i + 1]! + costs[1][at]!);
        }
        const front = nonDominatedFront(Float64Array.from(extended), ['minimise', 'minimise']);
        points = Float64Array.from([...front].flatMap((i) => [extended[2 * i]!, extended[2 * i + 1]!]));
      }
      return points;
    },
  };
}
