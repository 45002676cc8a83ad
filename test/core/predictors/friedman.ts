import type { Matrix } from '../../../main/core/linalg/matrix.ts';

/** The same numbers in every language: s ← 48271·s mod (2³¹ − 1), Lehmer's generator. */
export function lehmer(count: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => (state = (state * 48271) % 2147483647) / 2147483647);
}

/** Friedman's first test function of uniform features, of which the first five count, with uniform noise. */
export function friedman(n: number, d: number, seed: number, noise: number): { x: Matrix; y: Float64Array } {
  const uniform = lehmer(n * (d + 1), seed);
  const x = { rows: n, cols: d, data: new Float64Array(n * d) };
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [a, b, c, e, f] = uniform.subarray(i * (d + 1)) as unknown as [number, number, number, number, number];
    x.data.set(uniform.subarray(i * (d + 1), i * (d + 1) + d), i * d);
    y[i] = 10 * Math.sin(Math.PI * a * b) + 20 * (c - 0.5) ** 2 + 10 * e + 5 * f + noise * (uniform[i * (d + 1) + d]! - 0.5);
  }
  return { x, y };
}
