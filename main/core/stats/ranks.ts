import { sortedOrder } from './sorted-order.ts';

/** Ranks 1 … n of finite values; tied values share the mean of the ranks they take up. */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const order = sortedOrder(values);
  const ranks = new Float64Array(order.length);
  for (let start = 0; start < order.length;) {
    const value = values[order[start]!]!;
    if (Number.isNaN(value)) throw new RangeError('NaN has no rank');
    let end = start + 1;
    while (end < order.length && values[order[end]!] === value) end++;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) ranks[order[i]!] = rank;
    start = end;
  }
  return ranks;
}
