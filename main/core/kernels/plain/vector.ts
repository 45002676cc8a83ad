/** Σ of products of n values; partial sums as in assembly/vector.ts. */
export function dot(x: Float64Array, n: number, first: number, second: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    a += x[first + i]! * x[second + i]!;
    b += x[first + i + 1]! * x[second + i + 1]!;
    c += x[first + i + 2]! * x[second + i + 2]!;
    d += x[first + i + 3]! * x[second + i + 3]!;
  }
  let sum = a + c + (b + d);
  for (; i < n; i++) sum += x[first + i]! * x[second + i]!;
  return sum;
}

/** target += factor · source, for n values. */
export function addScaled(x: Float64Array, n: number, target: number, factor: number, source: number): void {
  for (let i = 0; i < n; i++) x[target + i]! += factor * x[source + i]!;
}

/** As `addScaled`, and returns Σ source · other. */
export function addScaledAndDot(x: Float64Array, n: number, target: number, factor: number, source: number, other: number): number {
  let even = 0;
  let odd = 0;
  addScaled(x, n, target, factor, source);
  for (let i = 0; i + 1 < n; i += 2) {
    even += x[source + i]! * x[other + i]!;
    odd += x[source + i + 1]! * x[other + i + 1]!;
  }
  return n % 2 === 0 ? even + odd : even + odd + x[source + n - 1]! * x[other + n - 1]!;
}
