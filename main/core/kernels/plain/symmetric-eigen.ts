import { addScaled, addScaledAndDot, dot } from './vector.ts';

const negligible = 1e-145;
const enlargement = 1e200;
const mostSweeps = 60;

/** As assembly/symmetric-eigen.ts, where the steps are explained; `x` is the memory and addresses are indices in it. */
export function symmetricEigen(x: Float64Array, n: number, a: number, values: number, work: number): boolean {
  const [offDiagonal, halfSquares, third, fourth] = [work, work + n, work + 2 * n, work + 3 * n];
  tridiagonalise(x, n, a, offDiagonal, halfSquares, third);
  for (let i = 0; i < n; i++) x[values + i] = x[a + i * (n + 1)]!;
  accumulate(x, n, a, halfSquares);
  return diagonalise(x, n, a, values, offDiagonal, third, fourth);
}

function tridiagonalise(x: Float64Array, n: number, a: number, e: number, h: number, p: number): void {
  for (let i = n - 1; i > 0; i--) {
    const v = a + i * n;
    const square = dot(x, i - 1, v, v);
    const last = x[v + i - 1]!;
    x[h + i] = 0;
    x[e + i - 1] = last;
    if (square < negligible * negligible) continue;
    const length = Math.sqrt(last * last + square);
    const reflected = last > 0 ? -length : length;
    x[e + i - 1] = reflected;
    x[v + i - 1] = last - reflected;
    const halfSquare = length * (length + Math.abs(last));
    x[h + i] = halfSquare;
    x.fill(0, p, p + i);
    for (let j = 0; j < i; j++) {
      const factor = x[v + j]!;
      const sum = addScaledAndDot(x, j, p, factor, a + j * n, v);
      x[p + j] = x[p + j]! + sum + x[a + j * n + j]! * factor;
    }
    const inverse = 1 / halfSquare;
    const share = dot(x, i, v, p) * inverse * inverse * 0.5;
    for (let j = 0; j < i; j++) x[p + j] = x[p + j]! * inverse - share * x[v + j]!;
    for (let j = 0; j < i; j++) {
      const row = a + j * n;
      for (let k = 0; k <= j; k++) x[row + k]! += -x[v + j]! * x[p + k]! + -x[p + j]! * x[v + k]!;
    }
  }
}

function accumulate(x: Float64Array, n: number, a: number, h: number): void {
  for (let i = 0; i < n; i++) {
    const v = a + i * n;
    const halfSquare = i > 0 ? x[h + i]! : 0;
    if (halfSquare > 0) for (let j = 0; j < i; j++) addScaled(x, i, a + j * n, -dot(x, i, a + j * n, v) / halfSquare, v);
    for (let j = 0; j < i; j++) x[v + j] = x[a + j * n + i] = 0;
    x[v + i] = 1;
  }
}

function diagonalise(x: Float64Array, n: number, w: number, d: number, e: number, cosines: number, sines: number): boolean {
  x[e + n - 1] = 0;
  for (let first = 0; first < n; first++) {
    for (let sweep = 0; ; sweep++) {
      let last = first;
      while (last < n - 1 && Math.abs(x[e + last]!) > smallest(x, d + last)) last++;
      if (last === first) break;
      if (sweep === mostSweeps) return false;
      const stopped = chase(x, first, last, d, e, cosines, sines);
      for (let i = last - 1; i >= stopped; i--) rotate(x, n, w + i * n, x[cosines + i]!, x[sines + i]!);
    }
  }
  return true;
}

/** What an off-diagonal element beside `at` must exceed to count. */
function smallest(x: Float64Array, at: number): number {
  return Number.EPSILON * (Math.abs(x[at]!) + Math.abs(x[at + 1]!)) + negligible;
}

function chase(x: Float64Array, first: number, last: number, d: number, e: number, cosines: number, sines: number): number {
  const slope = (x[d + first + 1]! - x[d + first]!) / (2 * x[e + first]!);
  const root = Math.sqrt(slope * slope + 1);
  let g = x[d + last]! - x[d + first]! + x[e + first]! / (slope + (slope < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let i = last - 1; i >= first; i--) {
    let f = sine * x[e + i]!;
    const b = cosine * x[e + i]!;
    let r = Math.sqrt(f * f + g * g);
    x[e + i + 1] = r;
    if (r < negligible) {
      f *= enlargement;
      g *= enlargement;
      r = Math.sqrt(f * f + g * g);
      x[e + i + 1] = r / enlargement;
    }
    if (r === 0) {
      x[d + i + 1]! -= shift;
      x[e + last] = 0;
      return i + 1;
    }
    sine = f / r;
    cosine = g / r;
    g = x[d + i + 1]! - shift;
    const t = (x[d + i]! - g) * sine + 2 * cosine * b;
    shift = sine * t;
    x[d + i + 1] = g + shift;
    g = cosine * t - b;
    x[cosines + i] = cosine;
    x[sines + i] = sine;
  }
  x[d + first]! -= shift;
  x[e + first] = g;
  x[e + last] = 0;
  return first;
}

/** Rotates the rows that begin at `at` and at `at` + n. */
function rotate(x: Float64Array, n: number, at: number, cosine: number, sine: number): void {
  for (let k = at; k < at + n; k++) {
    const lower = x[k + n]!;
    const upper = x[k]!;
    x[k + n] = sine * upper + cosine * lower;
    x[k] = cosine * upper - sine * lower;
  }
}
