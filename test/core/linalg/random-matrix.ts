import fc from 'fast-check';
import { type Matrix } from '../../../main/core/linalg/matrix.ts';

const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -100, max: 100, noNaN: true }));

/** Matrices up to 9 × 9; small integers among the values make many of them rank deficient. */
export const randomMatrix: fc.Arbitrary<Matrix> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([rows, cols]) =>
    fc.array(value, { minLength: rows * cols, maxLength: rows * cols }).map((data) => ({ rows, cols, data: Float64Array.from(data) })),
  );
