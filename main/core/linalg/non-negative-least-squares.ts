import type { Matrix } from './matrix.ts';
import { gram, multiplyTransposed } from './multiply.ts';

const mostSweeps = 20_000;
const tolerance = 1e-12;

/**
 * A w ≥ 0 that minimises ‖X·w − y‖², by coordinate descent on the normal equations (Franc, Hlaváč and Navara 2005): for few columns, whose
 * scales don't matter. Where columns depend on each other it is one of many; columns of zeros weigh nothing.
 */
export function nonNegativeLeastSquares(x: Matrix, y: ArrayLike<number>): Float64Array {
  const d = x.cols;
  const { data: normal } = gram(x);
  const slope = multiplyTransposed(x, y); // Xᵀ(y − X·w)
  const weights = new Float64Array(d);
  for (let sweep = 0, largest = Infinity; sweep < mostSweeps && largest > tolerance; sweep++) {
    largest = 0;
    for (let j = 0; j < d; j++) {
      const square = normal[j * d + j]!;
      if (square === 0) continue;
      const weight = Math.max(0, weights[j]! + slope[j]! / square);
      const change = weight - weights[j]!;
      if (change === 0) continue;
      weights[j] = weight;
      for (let k = 0; k < d; k++) slope[k]! -= change * normal[j * d + k]!;
      largest = Math.max(largest, Math.abs(change) / weight);
    }
  }
  return weights;
}
