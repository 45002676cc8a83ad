import { dominates } from './non-dominated-front.ts';

/**
 * Fronts of a set of points: the first holds the rows that none dominates, the second those that only the first dominates, and so on.
 * `costs` is row-major [n, k], all minimised, without NaN. O(n log n) for two objectives (Jensen 2003), O(n²) for others (Deb et al. 2002).
 */
export function nonDominatedSort(costs: Float64Array, k: number): number[][] {
  return k === 2 ? sortTwo(costs) : sortMany(costs, k);
}

function sortTwo(costs: Float64Array): number[][] {
  const order = Array.from({ length: costs.length / 2 }, (_, i) => i);
  order.sort((a, b) => costs[2 * a]! - costs[2 * b]! || costs[2 * a + 1]! - costs[2 * b + 1]! || a - b);
  const fronts: number[][] = [];
  for (const i of order) {
    // Fronts are passed in rising first cost, so that a front dominates i exactly if its last member does, and then all earlier fronts do.
    let low = 0;
    let high = fronts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (dominates(costs, 2, fronts[middle]!.at(-1)!, i)) low = middle + 1;
      else high = middle;
    }
    const front = fronts[low];
    if (front) front.push(i);
    else fronts.push([i]);
  }
  return fronts;
}

function sortMany(costs: Float64Array, k: number): number[][] {
  const n = costs.length / k;
  const dominators = new Uint32Array(n);
  const dominated: number[][] = Array.from({ length: n }, () => []);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      if (!dominates(costs, k, a, b)) continue;
      dominated[a]!.push(b);
      dominators[b]!++;
    }
  }
  const fronts: number[][] = [];
  let front = [...dominators.keys()].filter((i) => dominators[i] === 0);
  while (front.length > 0) {
    fronts.push(front);
    const next: number[] = [];
    for (const a of front) for (const b of dominated[a]!) if (--dominators[b]! === 0) next.push(b);
    front = next.sort((a, b) => a - b);
  }
  return fronts;
}

/**
 * Crowding distance of each member of one front (Deb et al. 2002): the size of the gap between its neighbours, summed over the objectives
 * and relative to the front's extent; Infinity at the ends. `front`: as `nonDominatedSort` gives it.
 */
export function crowdingDistances(costs: Float64Array, k: number, front: readonly number[]): Float64Array {
  const distances = new Float64Array(front.length);
  // Fronts of two objectives come in rising first cost, which is falling second cost.
  let order = k === 2 ? [...front.keys()] : undefined;
  for (let j = 0; j < k; j++) {
    const cost = (position: number) => costs[front[position]! * k + j]!;
    if (k !== 2) order = [...front.keys()].sort((a, b) => cost(a) - cost(b));
    const [first, last] = [order![0]!, order!.at(-1)!];
    const extent = Math.abs(cost(last) - cost(first));
    distances[first] = distances[last] = Infinity;
    if (!(extent > 0)) continue;
    for (let i = 1; i + 1 < order!.length; i++) distances[order![i]!]! += Math.abs(cost(order![i + 1]!) - cost(order![i - 1]!)) / extent;
  }
  return distances;
}
