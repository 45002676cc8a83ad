import { offset } from './add-product.ts';
import { addScaled, addScaledAndDot, addTwoScaled, dot, get, set } from './vector.ts';

/** Beside the elements of a matrix whose largest is near 1, a number like this is nothing; its square is not yet a subnormal number. */
const negligible = 1e-145;
const enlargement = 1e200;
const mostSweeps = 60;

/**
 * A [n, n] symmetric with its largest element near 1 (only the lower triangle is read) = Wᵀ·diag(values)·W; A ← W, in no order. `work`: 4n values. Householder
 * tridiagonalisation and implicit QL (Golub and Van Loan, sections 8.3.1 and 8.3.3). Returns false where QL does not converge.
 */
export function symmetricEigen(n: i32, a: usize, values: usize, work: usize): bool {
  const offDiagonal = work;
  const halfSquares = work + offset(1, n);
  tridiagonalise(n, a, offDiagonal, halfSquares, work + offset(2, n));
  for (let i = 0; i < n; i++) set(values, i, get(a + offset(i, n), i));
  accumulate(n, a, halfSquares);
  return diagonalise(n, a, values, offDiagonal, work + offset(2, n), work + offset(3, n));
}

/**
 * A = Q·T·Qᵀ by reflections I − v·vᵀ/h from the last row on. T's diagonal stays in A, `e`[i] is between i and i + 1, v is kept in A's row
 * left of the diagonal and h in `h` (0: no reflection). `p`: n values.
 */
function tridiagonalise(n: i32, a: usize, e: usize, h: usize, p: usize): void {
  for (let i = n - 1; i > 0; i--) {
    const v = a + offset(i, n);
    const square = dot(i - 1, v, v);
    const last = get(v, i - 1);
    if (square < negligible * negligible) {
      set(e, i - 1, last);
      set(h, i, 0);
      continue;
    }
    const length = sqrt(last * last + square);
    const reflected = last > 0 ? -length : length;
    set(e, i - 1, reflected);
    set(v, i - 1, last - reflected);
    const halfSquare = length * (length + abs(last));
    set(h, i, halfSquare);

    // With p = A·v/h and q = p − (vᵀp/2h)·v, A − v·qᵀ − q·vᵀ is the reflected matrix.
    memory.fill(p, 0, offset(i, 1));
    for (let j = 0; j < i; j++) {
      const row = a + offset(j, n);
      const factor = get(v, j);
      const sum = addScaledAndDot(j, p, factor, row, v);
      set(p, j, get(p, j) + sum + get(row, j) * factor);
    }
    const inverse = 1 / halfSquare;
    const share = dot(i, v, p) * inverse * inverse * 0.5;
    for (let j = 0; j < i; j++) set(p, j, get(p, j) * inverse - share * get(v, j));
    for (let j = 0; j < i; j++) addTwoScaled(j + 1, a + offset(j, n), -get(v, j), p, -get(p, j), v);
  }
}

/** A ← Qᵀ from the reflections that `tridiagonalise` left in it. */
function accumulate(n: i32, a: usize, h: usize): void {
  for (let i = 0; i < n; i++) {
    const v = a + offset(i, n);
    const halfSquare = i > 0 ? get(h, i) : 0;
    if (halfSquare > 0) {
      for (let j = 0; j < i; j++) {
        const row = a + offset(j, n);
        addScaled(i, row, -dot(i, row, v) / halfSquare, v);
      }
    }
    memory.fill(v, 0, offset(i, 1));
    for (let j = 0; j < i; j++) set(a + offset(j, n), i, 0);
    set(v, i, 1);
  }
}

/** Implicit QL with Wilkinson's shift on the diagonal `d` and off-diagonal `e`; the rotations are applied to the rows of W. */
function diagonalise(n: i32, w: usize, d: usize, e: usize, cosines: usize, sines: usize): bool {
  set(e, n - 1, 0);
  for (let first = 0; first < n; first++) {
    for (let sweep = 0; ; sweep++) {
      let last = first;
      while (last < n - 1 && abs(get(e, last)) > f64.EPSILON * (abs(get(d, last)) + abs(get(d, last + 1))) + negligible) last++;
      if (last === first) break;
      if (sweep === mostSweeps) return false;
      const stopped = chase(first, last, d, e, cosines, sines);
      rotateRows(n, w, stopped, last, cosines, sines);
    }
  }
  return true;
}

/** One QL step on the block first … last; returns the row to which rotations go: `first`, unless an element vanished on the way. */
function chase(first: i32, last: i32, d: usize, e: usize, cosines: usize, sines: usize): i32 {
  const slope = (get(d, first + 1) - get(d, first)) / (2 * get(e, first));
  const root = sqrt(slope * slope + 1);
  let g = get(d, last) - get(d, first) + get(e, first) / (slope + (slope < 0 ? -root : root));
  let sine: f64 = 1;
  let cosine: f64 = 1;
  let shift: f64 = 0;
  for (let i = last - 1; i >= first; i--) {
    let f = sine * get(e, i);
    const b = cosine * get(e, i);
    let r = sqrt(f * f + g * g);
    set(e, i + 1, r);
    if (r < negligible) {
      // Squares lose digits down there, and the rotation would not keep lengths.
      f *= enlargement;
      g *= enlargement;
      r = sqrt(f * f + g * g);
      set(e, i + 1, r / enlargement);
    }
    if (r === 0) {
      set(d, i + 1, get(d, i + 1) - shift);
      set(e, last, 0);
      return i + 1;
    }
    sine = f / r;
    cosine = g / r;
    g = get(d, i + 1) - shift;
    const t = (get(d, i) - g) * sine + 2 * cosine * b;
    shift = sine * t;
    set(d, i + 1, g + shift);
    g = cosine * t - b;
    set(cosines, i, cosine);
    set(sines, i, sine);
  }
  set(d, first, get(d, first) - shift);
  set(e, first, g);
  set(e, last, 0);
  return first;
}

/** Rotates rows i and i + 1 for i = last − 1 … first; a strip of columns at a time, so that the row between stays in registers. */
function rotateRows(n: i32, w: usize, first: i32, last: i32, cosines: usize, sines: usize): void {
  const row = offset(1, n);
  const bottom = w + offset(last, n);
  let column = 0;
  for (; column + 7 < n; column += 8) {
    let at = bottom + offset(column, 1);
    let x0 = v128.load(at);
    let x1 = v128.load(at, 16);
    let x2 = v128.load(at, 32);
    let x3 = v128.load(at, 48);
    for (let i = last - 1; i >= first; i--) {
      const c = v128.load64_splat(cosines + offset(i, 1));
      const s = v128.load64_splat(sines + offset(i, 1));
      const above = at - row;
      let y = v128.load(above);
      v128.store(at, f64x2.add(f64x2.mul(s, y), f64x2.mul(c, x0)));
      x0 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x0));
      y = v128.load(above, 16);
      v128.store(at, f64x2.add(f64x2.mul(s, y), f64x2.mul(c, x1)), 16);
      x1 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x1));
      y = v128.load(above, 32);
      v128.store(at, f64x2.add(f64x2.mul(s, y), f64x2.mul(c, x2)), 32);
      x2 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x2));
      y = v128.load(above, 48);
      v128.store(at, f64x2.add(f64x2.mul(s, y), f64x2.mul(c, x3)), 48);
      x3 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x3));
      at = above;
    }
    v128.store(at, x0);
    v128.store(at, x1, 16);
    v128.store(at, x2, 32);
    v128.store(at, x3, 48);
  }
  for (; column < n; column++) {
    let at = bottom + offset(column, 1);
    let x = f64.load(at);
    for (let i = last - 1; i >= first; i--) {
      const c = get(cosines, i);
      const s = get(sines, i);
      const y = f64.load(at - row);
      f64.store(at, s * y + c * x);
      x = c * y - s * x;
      at -= row;
    }
    f64.store(at, x);
  }
}
