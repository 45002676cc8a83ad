import { offset } from './add-product.ts';

/** Σ x·y over n values. */
export function dot(n: i32, x: usize, y: usize): f64 {
  let first = f64x2.splat(0);
  let second = first;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    first = f64x2.add(first, f64x2.mul(v128.load(x), v128.load(y)));
    second = f64x2.add(second, f64x2.mul(v128.load(x, 16), v128.load(y, 16)));
    x += 32;
    y += 32;
  }
  first = f64x2.add(first, second);
  let sum = f64x2.extract_lane(first, 0) + f64x2.extract_lane(first, 1);
  for (; i < n; i++) {
    sum += f64.load(x) * f64.load(y);
    x += 8;
    y += 8;
  }
  return sum;
}

/** target += factor · x, for n values. */
export function addScaled(n: i32, target: usize, factor: f64, x: usize): void {
  const scale = f64x2.splat(factor);
  let i = 0;
  for (; i + 1 < n; i += 2) {
    v128.store(target, f64x2.add(v128.load(target), f64x2.mul(scale, v128.load(x))));
    target += 16;
    x += 16;
  }
  if (i < n) f64.store(target, f64.load(target) + factor * f64.load(x));
}

/** target += factor · x + other · y, for n values. */
export function addTwoScaled(n: i32, target: usize, factor: f64, x: usize, other: f64, y: usize): void {
  const first = f64x2.splat(factor);
  const second = f64x2.splat(other);
  let i = 0;
  for (; i + 1 < n; i += 2) {
    const sum = f64x2.add(f64x2.mul(first, v128.load(x)), f64x2.mul(second, v128.load(y)));
    v128.store(target, f64x2.add(v128.load(target), sum));
    target += 16;
    x += 16;
    y += 16;
  }
  if (i < n) f64.store(target, f64.load(target) + (factor * f64.load(x) + other * f64.load(y)));
}

/** target += factor · x, and returns Σ x·y: one pass over x. */
export function addScaledAndDot(n: i32, target: usize, factor: f64, x: usize, y: usize): f64 {
  const scale = f64x2.splat(factor);
  let sums = f64x2.splat(0);
  let i = 0;
  for (; i + 1 < n; i += 2) {
    const values = v128.load(x);
    v128.store(target, f64x2.add(v128.load(target), f64x2.mul(scale, values)));
    sums = f64x2.add(sums, f64x2.mul(values, v128.load(y)));
    target += 16;
    x += 16;
    y += 16;
  }
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  if (i < n) {
    const value = f64.load(x);
    f64.store(target, f64.load(target) + factor * value);
    sum += value * f64.load(y);
  }
  return sum;
}

/** The element `index` of an array of doubles. */
export function get(array: usize, index: i32): f64 {
  return f64.load(array + offset(index, 1));
}

export function set(array: usize, index: i32, value: f64): void {
  f64.store(array + offset(index, 1), value);
}
