/**
 * Seeded pseudo-random numbers: xoshiro128** (Blackman and Vigna 2021), its state filled by splitmix32.
 * The same seed gives the same stream on every machine.
 */
export interface Rng {
  /** Uniform in [0, 1) with 32 bits of resolution. */
  next(): number;
  /** Uniform integer in [0, bound); `bound` is a positive integer up to 2^32. */
  integer(bound: number): number;
  /** Standard normal deviate. */
  normal(): number;
  /** One element, uniformly; throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[];
  /** `count` different integers of [0, bound) in random order; `count` ≤ `bound`. */
  sampleWithout(bound: number, count: number): number[];
  /** An independent stream named by `label`; the parent's own stream is not advanced. */
  fork(label: string): Rng;
}

/** A generator for `seed` (any finite number; its integer part counts). */
export function createRng(seed: number): Rng {
  return rngFromState(fillState(Math.trunc(seed) >>> 0), Math.trunc(seed) >>> 0);
}

function fillState(seed: number): Uint32Array {
  const state = new Uint32Array(4);
  let s = seed;
  for (let i = 0; i < 4; i++) {
    s = (s + 0x9e3779b9) >>> 0;
    let z = s;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    state[i] = z ^ (z >>> 15);
  }
  return state;
}

function hashLabel(seed: number, label: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0; // FNV-1a, started from the parent's seed
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

function rngFromState(state: Uint32Array, seed: number): Rng {
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  let spareNormal: number | undefined;

  function nextUint32(): number {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return scrambled;
  }

  const rng: Rng = {
    next: () => nextUint32() / 4294967296,
    integer(bound) {
      if (!(bound >= 1 && bound <= 4294967296)) throw new RangeError(`integer(${bound}): the bound must be 1 … 2^32`);
      const limit = 4294967296 - (4294967296 % bound); // rejection keeps it exactly uniform
      let value = nextUint32();
      while (value >= limit) value = nextUint32();
      return value % bound;
    },
    normal() {
      if (spareNormal !== undefined) {
        const value = spareNormal;
        spareNormal = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - rng.next()));
      const angle = 2 * Math.PI * rng.next();
      spareNormal = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    pick(items) {
      if (items.length === 0) throw new RangeError('pick from an empty list');
      return items[rng.integer(items.length)]!;
    },
    shuffle(items) {
      const copy = items.slice();
      for (let i = copy.length - 1; i > 0; i--) {
        const j = rng.integer(i + 1);
        [copy[i], copy[j]] = [copy[j]!, copy[i]!];
      }
      return copy;
    },
    sampleWithout(bound, count) {
      if (count > bound) throw new RangeError(`sampleWithout(${bound}, ${count}): not that many different integers`);
      const moved = new Map<number, number>(); // a sparse Fisher–Yates: O(count) whatever the bound
      const chosen: number[] = [];
      for (let i = 0; i < count; i++) {
        const j = i + rng.integer(bound - i);
        chosen.push(moved.get(j) ?? j);
        moved.set(j, moved.get(i) ?? i);
      }
      return chosen;
    },
    fork: (label) => createRng(hashLabel(seed, label)),
  };
  return rng;
}

function rotateLeft(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}
