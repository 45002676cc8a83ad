const negligible = 1e-145;
const enlargement = 1e200;
const mostSweeps = 60;

/**
 * The kernel `symmetricEigen` (core/kernels/assembly, where the steps are explained) in plain arrays: `a` [n, n], of which the lower
 * triangle is read, becomes W with A = Wᵀ·diag(values)·W; `work`: 4n values. Returns false where QL does not converge.
 */
export function plainSymmetricEigen(n: number, a: Float64Array, values: Float64Array, work: Float64Array): boolean {
  const offDiagonal = work.subarray(0, n);
  const halfSquares = work.subarray(n, 2 * n);
  tridiagonalise(n, a, offDiagonal, halfSquares, work.subarray(2 * n, 3 * n));
  for (let i = 0; i < n; i++) values[i] = a[i * n + i]!;
  accumulate(n, a, halfSquares);
  return diagonalise(n, a, values, offDiagonal, work.subarray(2 * n, 3 * n), work.subarray(3 * n));
}

function tridiagonalise(n: number, a: Float64Array, e: Float64Array, h: Float64Array, p: Float64Array): void {
  for (let i = n - 1; i > 0; i--) {
    const v = i * n;
    let square = 0;
    for (let k = 0; k < i - 1; k++) square += a[v + k]! * a[v + k]!;
    const last = a[v + i - 1]!;
    h[i] = 0;
    e[i - 1] = last;
    if (square < negligible * negligible) continue;
    const length = Math.sqrt(last * last + square);
    e[i - 1] = last > 0 ? -length : length;
    a[v + i - 1] = last - e[i - 1]!;
    const halfSquare = length * (length + Math.abs(last));
    h[i] = halfSquare;
    p.fill(0, 0, i);
    for (let j = 0; j < i; j++) {
      const factor = a[v + j]!;
      let sum = 0;
      for (let k = 0; k < j; k++) {
        const value = a[j * n + k]!;
        p[k]! += factor * value;
        sum += value * a[v + k]!;
      }
      p[j]! += sum + a[j * n + j]! * factor;
    }
    let share = 0;
    for (let j = 0; j < i; j++) share += a[v + j]! * p[j]!;
    const inverse = 1 / halfSquare;
    share = share * inverse * inverse * 0.5;
    for (let j = 0; j < i; j++) p[j] = p[j]! * inverse - share * a[v + j]!;
    for (let j = 0; j < i; j++) for (let k = 0; k <= j; k++) a[j * n + k]! -= a[v + j]! * p[k]! + p[j]! * a[v + k]!;
  }
}

function accumulate(n: number, a: Float64Array, h: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const v = i * n;
    if (i > 0 && h[i]! > 0) {
      for (let j = 0; j < i; j++) {
        let sum = 0;
        for (let k = 0; k < i; k++) sum += a[j * n + k]! * a[v + k]!;
        const factor = sum / h[i]!;
        for (let k = 0; k < i; k++) a[j * n + k]! -= factor * a[v + k]!;
      }
    }
    for (let j = 0; j < i; j++) a[v + j] = a[j * n + i] = 0;
    a[v + i] = 1;
  }
}

function diagonalise(n: number, w: Float64Array, d: Float64Array, e: Float64Array, cosines: Float64Array, sines: Float64Array): boolean {
  e[n - 1] = 0;
  for (let first = 0; first < n; first++) {
    for (let sweep = 0; ; sweep++) {
      let last = first;
      while (last < n - 1 && Math.abs(e[last]!) > Number.EPSILON * (Math.abs(d[last]!) + Math.abs(d[last + 1]!)) + negligible) last++;
      if (last === first) break;
      if (sweep === mostSweeps) return false;
      const stopped = chase(first, last, d, e, cosines, sines);
      for (let i = last - 1; i >= stopped; i--) rotate(n, w, i * n, cosines[i]!, sines[i]!);
    }
  }
  return true;
}

function chase(first: number, last: number, d: Float64Array, e: Float64Array, cosines: Float64Array, sines: Float64Array): number {
  const slope = (d[first + 1]! - d[first]!) / (2 * e[first]!);
  const root = Math.sqrt(slope * slope + 1);
  let g = d[last]! - d[first]! + e[first]! / (slope + (slope < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let i = last - 1; i >= first; i--) {
    let f = sine * e[i]!;
    const b = cosine * e[i]!;
    let r = Math.sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r < negligible) {
      f *= enlargement;
      g *= enlargement;
      r = Math.sqrt(f * f + g * g);
      e[i + 1] = r / enlargement;
    }
    if (r === 0) {
      d[i + 1]! -= shift;
      e[last] = 0;
      return i + 1;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1]! - shift;
    const t = (d[i]! - g) * sine + 2 * cosine * b;
    shift = sine * t;
    d[i + 1] = g + shift;
    g = cosine * t - b;
    cosines[i] = cosine;
    sines[i] = sine;
  }
  d[first]! -= shift;
  e[first] = g;
  e[last] = 0;
  return first;
}

/** Rotates the rows that begin at `at` and at `at` + n. */
function rotate(n: number, w: Float64Array, at: number, cosine: number, sine: number): void {
  for (let k = at; k < at + n; k++) {
    const x = w[k + n]!;
    const y = w[k]!;
    w[k + n] = sine * y + cosine * x;
    w[k] = cosine * y - sine * x;
  }
}
