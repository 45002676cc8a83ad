import { liveEdges, nasBench201Edges, nasBench201Operators } from './nas-bench-201-cell.ts';
import type { Architecture } from './search-space.ts';

/**
 * The first cell, in the order of enumeration, of all cells that compute the same: dead edges dropped, skips collapsed, sums unordered. The 15,625
 * cells are 5,260 networks. The benchmark's own count of 6,466 takes a convolution that is used twice for two convolutions, and tells some zeros
 * apart: it would join cells that cost differently.
 */
export function canonicalCell(architecture: Architecture): Architecture {
  firstCells ??= listFirstCells();
  return firstCells.get(computation(architecture))!;
}

let firstCells: ReadonlyMap<string, Architecture> | undefined;

function listFirstCells(): ReadonlyMap<string, Architecture> {
  const first = new Map<string, Architecture>();
  const operators = nasBench201Operators.length;
  for (let number = 0; number < operators ** nasBench201Edges.length; number++) {
    const cell = nasBench201Edges.map((_, edge) => Math.floor(number / operators ** (nasBench201Edges.length - 1 - edge)) % operators);
    const form = computation(cell);
    if (!first.has(form)) first.set(form, cell);
  }
  return first;
}

/** What the output is, as an expression of the input; then the convolutions, which tell one used twice from two. Complete on this space (checked against all relabellings). */
function computation(architecture: Architecture): string {
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
