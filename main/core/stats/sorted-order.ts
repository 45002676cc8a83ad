const radixBits = 11;
const buckets = 1 << radixBits;
const passes = 6; // 6 × 11 ≥ 64 bits
/** Below this many values sorting with a comparator is faster than counting. */
const smallSort = 300;

/**
 * Indices that sort `values` in rising order, stable; NaN goes last. O(n): a radix sort of the bit patterns, so it does not depend on the
 * values' distribution. −0 and 0 count as equal.
 */
export function sortedOrder(values: ArrayLike<number>): Uint32Array {
  const n = values.length;
  if (n < smallSort) return comparatorOrder(values);
  const keys = new Float64Array(n);
  for (let i = 0; i < n; i++) keys[i] = Number.isNaN(values[i]!) ? NaN : values[i]! + 0; // + 0 turns −0 into 0
  return radixOrder(new Uint32Array(keys.buffer), n);
}

function comparatorOrder(values: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((a, b) => {
    const x = values[a]!;
    const y = values[b]!;
    if (x < y) return -1;
    if (x > y) return 1;
    return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
  });
}

/** `words`: the doubles as pairs of 32-bit words, low word first (every platform that runs JavaScript engines of today is little-endian). */
function radixOrder(words: Uint32Array, n: number): Uint32Array {
  const counts = new Uint32Array(passes * buckets);
  for (let i = 0; i < n; i++) {
    // Flipping makes the unsigned order of the bits the order of the numbers: all bits of a negative, the sign bit of a positive number.
    const high = words[2 * i + 1]!;
    const negative = high >>> 31 === 1 && !(((high >>> 20) & 0x7ff) === 0x7ff && (high & 0xfffff) !== 0);
    words[2 * i] = negative ? ~words[2 * i]! : words[2 * i]!;
    words[2 * i + 1] = negative ? ~high : high | 0x80000000;
    for (let pass = 0; pass < passes; pass++) counts[pass * buckets + digit(words, i, pass)]!++;
  }
  let order = new Uint32Array(n);
  let next = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  for (let pass = 0; pass < passes; pass++) {
    const offsets = counts.subarray(pass * buckets, (pass + 1) * buckets);
    if (offsets[digit(words, 0, pass)] === n) continue; // all alike in this digit
    let start = 0;
    for (let bucket = 0; bucket < buckets; bucket++) {
      const count = offsets[bucket]!;
      offsets[bucket] = start;
      start += count;
    }
    for (let i = 0; i < n; i++) {
      const index = order[i]!;
      next[offsets[digit(words, index, pass)]!++] = index;
    }
    [order, next] = [next, order];
  }
  return order;
}

function digit(words: Uint32Array, i: number, pass: number): number {
  const low = words[2 * i]!;
  const high = words[2 * i + 1]!;
  switch (pass) {
    case 0:
      return low & 2047;
    case 1:
      return (low >>> 11) & 2047;
    case 2:
      return (low >>> 22) | ((high & 1) << 10);
    case 3:
      return (high >>> 1) & 2047;
    case 4:
      return (high >>> 12) & 2047;
    default:
      return high >>> 23;
  }
}
