import { type Matrix, zeros } from '../linalg/matrix.ts';

/** One step of a hierarchical clustering: nodes 0 … n−1 are the leaves, n + i is what step i made. */
export interface LinkageStep {
  readonly left: number;
  readonly right: number;
  readonly distance: number;
}

export interface Linkage {
  /** n − 1 steps by rising distance. */
  readonly steps: readonly LinkageStep[];
  /** Leaves in the order that the tree allows and that has the smallest sum of distances between neighbours. */
  readonly order: readonly number[];
}

/**
 * Average-linkage (UPGMA) clustering of a symmetric n × n distance matrix, with optimal leaf ordering (Bar-Joseph, Gifford and Jaakkola
 * 2001). O(n³).
 */
export function averageLinkage(distances: Matrix): Linkage {
  const steps = agglomerate(distances);
  return { steps, order: orderLeaves(steps, distances) };
}

function agglomerate(distances: Matrix): LinkageStep[] {
  const n = distances.rows;
  const between = distances.data.slice();
  const size = new Float64Array(n).fill(1);
  const node = Array.from({ length: n }, (_, i) => i);
  const alive = node.slice();
  const steps: LinkageStep[] = [];
  while (alive.length > 1) {
    let a = alive[0]!;
    let b = alive[1]!;
    for (const [k, i] of alive.entries()) {
      for (const j of alive.slice(k + 1)) if (between[i * n + j]! < between[a * n + b]!) [a, b] = [i, j];
    }
    steps.push({ left: Math.min(node[a]!, node[b]!), right: Math.max(node[a]!, node[b]!), distance: between[a * n + b]! });
    for (const k of alive) {
      const merged = (size[a]! * between[a * n + k]! + size[b]! * between[b * n + k]!) / (size[a]! + size[b]!);
      between[a * n + k] = between[k * n + a] = merged;
    }
    size[a]! += size[b]!;
    node[a] = n + steps.length - 1;
    alive.splice(alive.indexOf(b), 1);
  }
  return steps;
}

/**
 * `cost[u][w]` is the smallest sum of neighbour distances over the orders of the smallest subtree holding both u and w that begin with u and
 * end with w; a subtree's orders are built from those of its two children.
 */
function orderLeaves(steps: readonly LinkageStep[], distances: Matrix): number[] {
  const n = distances.rows;
  const cost = zeros(n, n);
  const splits = new Map<number, readonly [number, number]>(); // of (u, w): the two leaves that meet in the middle
  const leaves: number[][] = Array.from({ length: n }, (_, i) => [i]);
  const children: (readonly [number, number] | undefined)[] = Array.from({ length: n }, () => undefined);
  /** Leaves at which an order of `node` that begins with `first` can end. */
  const farEnds = (node: number, first: number): readonly number[] => {
    const pair = children[node];
    if (pair === undefined) return [first];
    return leaves[leaves[pair[0]]!.includes(first) ? pair[1] : pair[0]]!;
  };

  for (const { left, right } of steps) {
    for (const first of leaves[left]!) {
      const ends = farEnds(left, first);
      const nearest = leaves[right]!.map((next) => smallest(ends, (end) => cost.data[first * n + end]! + distances.data[end * n + next]!));
      for (const last of leaves[right]!) {
        const starts = new Set(farEnds(right, last));
        let best = { value: Infinity, at: -1, next: -1 };
        leaves[right]!.forEach((next, k) => {
          const value = nearest[k]!.value + cost.data[next * n + last]!;
          if (starts.has(next) && value < best.value) best = { value, at: nearest[k]!.item, next };
        });
        cost.data[first * n + last] = cost.data[last * n + first] = best.value;
        splits.set(first * n + last, [best.at, best.next]);
        splits.set(last * n + first, [best.next, best.at]);
      }
    }
    leaves.push([...leaves[left]!, ...leaves[right]!]);
    children.push([left, right]);
  }

  const unfold = (first: number, last: number): number[] => {
    if (first === last) return [first];
    const [end, next] = splits.get(first * n + last)!;
    return [...unfold(first, end), ...unfold(next, last)];
  };
  const root = steps.at(-1);
  if (root === undefined) return leaves.flat();
  const best = smallest(leaves[root.left]!, (first) => smallest(leaves[root.right]!, (last) => cost.data[first * n + last]!).value);
  return unfold(best.item, smallest(leaves[root.right]!, (last) => cost.data[best.item * n + last]!).item);
}

function smallest(items: readonly number[], value: (item: number) => number): { item: number; value: number } {
  let best = { item: items[0]!, value: Infinity };
  for (const item of items) {
    const current = value(item);
    if (current < best.value) best = { item, value: current };
  }
  return best;
}
