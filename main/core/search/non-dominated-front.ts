import { sortedOrder } from '../stats/sorted-order.ts';
import type { Objective } from './problem.ts';

type Direction = Objective['direction'];

/** Buckets of the first objective by which most dominated points are thrown out before sorting, and from how many points on it pays. */
const buckets = 8192;
const worthFiltering = 2 * buckets;
/** Points that are looked at first to throw out most of the others, and how many of the best of them are used for it. */
const sampleSize = 1024;
const mostGood = 12;

/**
 * Indices of the points that no other point dominates (as good in all objectives and better in one), by rising first objective. `values` is
 * row-major [n, k], k ≥ 1, one direction an objective. Equal points do not dominate each other: all of them are kept. Points with NaN are
 * left out. Exact; two objectives O(n log n), others O(n × size of the front).
 */
export function nonDominatedFront(values: Float64Array, directions: readonly Direction[]): Uint32Array {
  const k = directions.length;
  if (k === 0 || values.length % k !== 0) throw new RangeError(`${values.length} values are not rows of ${k} objectives`);
  const signs = directions.map((direction) => (direction === 'minimise' ? 1 : -1));
  const front = k === 2 ? frontOfLarge(values, signs) : frontOfMany(costsOf(values, signs), k);
  return directions[0] === 'maximise' ? front.reverse() : front;
}

/** Values as costs, of all rows or of some. */
function costsOf(values: Float64Array, signs: readonly number[], rows?: Uint32Array): Float64Array {
  const k = signs.length;
  const costs = new Float64Array(k * (rows?.length ?? values.length / k));
  for (let i = 0; i < costs.length; i++) {
    const j = i % k;
    costs[i] = signs[j]! * values[rows ? k * rows[(i - j) / k]! + j : i]!;
  }
  return costs;
}

/** Of many points most are dominated by one of a few good ones, and need not be looked at again. */
function frontOfLarge(values: Float64Array, signs: readonly number[]): Uint32Array {
  const n = values.length / 2;
  if (n < worthFiltering) return frontOfTwo(costsOf(values, signs));
  const sample = costsOf(
    values,
    signs,
    Uint32Array.from({ length: sampleSize }, (_, i) => Math.floor((i * n) / sampleSize)),
  );
  const good = goodPoints(sample);
  const [signX, signY] = signs as [number, number];
  const rows = new Uint32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const x = signX * values[2 * i]!;
    const y = signY * values[2 * i + 1]!;
    let dominated = false;
    for (let g = 0; g < good.length && !dominated; g += 2) dominated = good[g]! < x && good[g + 1]! < y;
    if (!dominated) rows[count++] = i;
  }
  const left = rows.subarray(0, count);
  return frontOfTwo(costsOf(values, signs, left)).map((i) => left[i]!);
}

/** Some points of the front of a few: the one that dominates most of them first. */
function goodPoints(costs: Float64Array): Float64Array {
  const front = frontOfTwo(costs);
  const step = Math.max(1, Math.floor(front.length / mostGood));
  const some = Array.from(front).filter((_, i) => i % step === 0);
  const dominatedBy = (a: number): number => {
    let dominated = 0;
    for (let i = 0; i < costs.length; i += 2) if (costs[2 * a]! < costs[i]! && costs[2 * a + 1]! < costs[i + 1]!) dominated++;
    return dominated;
  };
  const counts = new Map(some.map((i) => [i, dominatedBy(i)]));
  some.sort((a, b) => counts.get(b)! - counts.get(a)!);
  return Float64Array.from(some.flatMap((i) => [costs[2 * i]!, costs[2 * i + 1]!]));
}

function frontOfTwo(costs: Float64Array): Uint32Array {
  const candidates = filterByBuckets(costs);
  const order = sortedOrder(Float64Array.from(candidates, (i) => costs[2 * i]!));
  const front: number[] = [];
  let best = Infinity;
  for (let start = 0; start < order.length;) {
    const first = costs[2 * candidates[order[start]!]!]!;
    let end = start;
    let least = Infinity;
    for (; end < order.length && costs[2 * candidates[order[end]!]!] === first; end++) {
      least = Math.min(least, costs[2 * candidates[order[end]!]! + 1]!);
    }
    // An infinite cost is a value like any other: the first group is on the front whatever its second objective.
    if (least < best || start === 0) {
      for (let i = start; i < end; i++) if (costs[2 * candidates[order[i]!]! + 1] === least) front.push(candidates[order[i]!]!);
      best = least;
    }
    start = end;
  }
  return Uint32Array.from(front);
}

/** Points without NaN that are not dominated by the best point of a bucket of smaller first costs. */
function filterByBuckets(costs: Float64Array): Uint32Array {
  const n = costs.length / 2;
  const kept = new Uint32Array(n);
  let count = 0;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < n; i++) {
    const first = costs[2 * i]!;
    if (Number.isNaN(first) || Number.isNaN(costs[2 * i + 1]!)) continue;
    kept[count++] = i;
    if (first < low) low = first;
    if (first > high) high = first;
  }
  const scale = (buckets - 1) / (high - low);
  if (count < worthFiltering || !(scale > 0 && scale < Infinity)) return kept.subarray(0, count);

  const leastBelow = new Float64Array(buckets + 1).fill(Infinity); // at b: the least second cost of the buckets before b
  for (let k = 0; k < count; k++) {
    const i = kept[k]!;
    const next = (((costs[2 * i]! - low) * scale) | 0) + 1;
    if (costs[2 * i + 1]! < leastBelow[next]!) leastBelow[next] = costs[2 * i + 1]!;
  }
  for (let b = 1; b <= buckets; b++) if (leastBelow[b - 1]! < leastBelow[b]!) leastBelow[b] = leastBelow[b - 1]!;
  let left = 0;
  for (let k = 0; k < count; k++) {
    const i = kept[k]!;
    const bucket = ((costs[2 * i]! - low) * scale) | 0;
    if (bucket === 0 || costs[2 * i + 1]! < leastBelow[bucket]!) kept[left++] = i;
  }
  return kept.subarray(0, left);
}

function frontOfMany(costs: Float64Array, k: number): Uint32Array {
  const n = costs.length / k;
  const valid = Array.from({ length: n }, (_, i) => i).filter((i) => !costs.subarray(i * k, (i + 1) * k).some(Number.isNaN));
  // In lexicographic order no point is dominated by a later one.
  valid.sort((a, b) => {
    for (let j = 0; j < k; j++) {
      const p = costs[a * k + j]!;
      const q = costs[b * k + j]!;
      if (p !== q) return p < q ? -1 : 1;
    }
    return a - b;
  });
  const front: number[] = [];
  for (const i of valid) if (!front.some((j) => dominates(costs, k, j, i))) front.push(i);
  return Uint32Array.from(front);
}

/** Whether row `a` is at most row `b` in every cost and less in one. */
export function dominates(costs: Float64Array, k: number, a: number, b: number): boolean {
  let better = false;
  for (let j = 0; j < k; j++) {
    const p = costs[a * k + j]!;
    const q = costs[b * k + j]!;
    if (p > q) return false;
    if (p < q) better = true;
  }
  return better;
}
