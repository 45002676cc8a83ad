import { invalidInput } from '../lab-error.ts';
import type { Architecture } from './search-space.ts';

/** Operators of an edge, in the benchmark's order. */
export const nasBench201Operators = ['none', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3', 'avg_pool_3x3'] as const;
export type NasBench201Operator = (typeof nasBench201Operators)[number];

const none = nasBench201Operators.indexOf('none');

/** Edges of the cell in the order of the printed form; node 0 is the cell's input, node 3 its output. */
export const nasBench201Edges = [
  { from: 0, to: 1 },
  { from: 0, to: 2 },
  { from: 1, to: 2 },
  { from: 0, to: 3 },
  { from: 1, to: 3 },
  { from: 2, to: 3 },
] as const;

const example = '|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|';

/** One flag an edge: an edge is live if it lies on a path from input to output that has no `none`. */
export function liveEdges(architecture: Architecture): boolean[] {
  const reached = [true, false, false, false];
  nasBench201Edges.forEach(({ from, to }, edge) => {
    if (architecture[edge] !== none && reached[from]) reached[to] = true;
  });
  return usedEdges(architecture).map((isUsed, edge) => isUsed && reached[nasBench201Edges[edge]!.from]!);
}

/** One flag an edge: an edge is used if a path without `none` begins with it and ends at the output, even if nothing but zeros comes in. */
export function usedEdges(architecture: Architecture): boolean[] {
  const used = nasBench201Edges.map(() => false);
  const useful = [false, false, false, true];
  for (let edge = used.length - 1; edge >= 0; edge--) {
    const { from, to } = nasBench201Edges[edge]!;
    if (architecture[edge] === none || !useful[to]) continue;
    used[edge] = true;
    useful[from] = true;
  }
  return used;
}

/** The benchmark's name of a cell. */
export function printCell(architecture: Architecture): string {
  const nodes = [1, 2, 3].map((node) => {
    const incoming = nasBench201Edges.flatMap(({ from, to }, edge) =>
      to === node ? [`${nasBench201Operators[architecture[edge]!]}~${from}`] : [],
    );
    return `|${incoming.join('|')}|`;
  });
  return nodes.join('+');
}

/** Operator index of each edge; throws `invalid-input` naming the node and edge that cannot be read. */
export function parseCell(name: string): Architecture {
  const refuse = (problem: string): never => {
    throw invalidInput(`This is not a NAS-Bench-201 cell: ${problem}.`, `Write it like ${example}`, name);
  };
  const nodes = name.trim().split('+');
  if (nodes.length !== 3) refuse(`it has ${nodes.length} of 3 nodes joined by “+”`);
  return nodes.flatMap((text, index) => {
    const node = index + 1;
    if (!/^\|.+\|$/.test(text)) refuse(`node ${node} “${text}” does not stand between “|” marks`);
    const edges = text.slice(1, -1).split('|');
    if (edges.length !== node) refuse(`node ${node} has ${edges.length} of ${node} edges`);
    return edges.map((edge, from) => {
      const [operator = '', source = ''] = edge.split('~', 2);
      const value = nasBench201Operators.indexOf(operator as NasBench201Operator);
      if (value < 0)
        refuse(`edge ${from + 1} of node ${node} has the operator “${operator}”, known are ${nasBench201Operators.join(', ')}`);
      if (edge !== `${operator}~${from}`) refuse(`edge ${from + 1} of node ${node} comes from “${source}” instead of node ${from}`);
      return value;
    });
  });
}
