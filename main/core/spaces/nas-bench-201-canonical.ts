import { nasBench201Edges, nasBench201Operators } from './nas-bench-201-cell.ts';
import type { Architecture } from './search-space.ts';

/**
 * The first cell, in the order of enumeration, of all that the benchmark counts as one (`to_unique_str` of its authors, zeros considered): the
 * 15,625 cells are 6,466, and its accuracies are those of 6,466 trained cells. Two cells of one class may still run differently: a convolution
 * that is used twice counts as two convolutions of the same input. What is built into the same network says `cellNetworkKey`.
 */
export function canonicalCell(architecture: Architecture): Architecture {
  firstCells ??= listFirstCells();
  return firstCells.get(uniqueForm(architecture))!;
}

let firstCells: ReadonlyMap<string, Architecture> | undefined;

function listFirstCells(): ReadonlyMap<string, Architecture> {
  const first = new Map<string, Architecture>();
  const operators = nasBench201Operators.length;
  for (let number = 0; number < operators ** nasBench201Edges.length; number++) {
    const cell = nasBench201Edges.map((_, edge) => Math.floor(number / operators ** (nasBench201Edges.length - 1 - edge)) % operators);
    const form = uniqueForm(cell);
    if (!first.has(form)) first.set(form, cell);
  }
  return first;
}

/** The output as an expression of the input, in which sums have no order, skips are left out and `none` is a zero; a sum of zeros stays a sum. */
function uniqueForm(architecture: Architecture): string {
  const nodes = ['0'];
  for (const node of [1, 2, 3]) {
    const terms: string[] = [];
    nasBench201Edges.forEach(({ from, to }, edge) => {
      if (to !== node) return;
      const source = nodes[from]!;
      const operator = nasBench201Operators[architecture[edge]!]!;
      if (operator === 'none' || source === '#') terms.push('#');
      else terms.push(operator === 'skip_connect' ? source : `(${source})@${operator}`);
    });
    nodes.push(terms.sort().join('+'));
  }
  return nodes[3]!;
}
