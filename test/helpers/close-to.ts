import assert from 'node:assert/strict';

/** Asserts |actual − expected| ≤ tolerance × max(1, |expected|). */
export function closeTo(actual: number | null | undefined, expected: number, tolerance: number, what = 'value'): void {
  const near = typeof actual === 'number' && Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
  assert.ok(near, `${what}: ${actual} is not within ${tolerance} of ${expected}`);
}

/** As `closeTo`, element by element. */
export function allCloseTo(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what = 'value'): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  for (let i = 0; i < expected.length; i++) closeTo(actual[i], expected[i]!, tolerance, `${what}[${i}]`);
}
