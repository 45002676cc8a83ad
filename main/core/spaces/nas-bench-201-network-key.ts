import { liveEdges, nasBench201Edges, nasBench201Operators } from './nas-bench-201-cell.ts';
import type { Architecture } from './search-space.ts';

/**
 * The same for all cells that are built into the same network: dead edges dropped, skips collapsed, sums unordered. The 15,625 cells are 5,260
 * networks. What the output is, as an expression of the input; then the convolutions, which tell one used twice from two. Complete on this space
 * (checked against all relabellings).
 */
export function cellNetworkKey(architecture: Architecture): string {
  const live = liveEdges(architecture);
  const terms: string[][] = [['input'], [], [], []];
  const convolutions: string[] = [];
  nasBench201Edges.forEach(({ from, to }, edge) => {
    if (!live[edge]) return;
    const operator = nasBench201Operators[architecture[edge]!]!;
    if (operator === 'skip_connect') {
      terms[to]!.push(...terms[from]!);
    } else {
      const term = `${operator}(${sum(terms[from]!)})`;
      terms[to]!.push(term);
      if (operator !== 'avg_pool_3x3') convolutions.push(term);
    }
  });
  return `${sum(terms[3]!)} with ${convolutions.sort().join()}`;
}

function sum(terms: readonly string[]): string {
  return terms.toSorted().join('+');
}
