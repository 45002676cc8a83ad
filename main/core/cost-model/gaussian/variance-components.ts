import { invertSymmetric } from '../../linalg/invert-symmetric.ts';
import { block, type Matrix } from '../../linalg/matrix.ts';
import { multiply } from '../../linalg/multiply.ts';
import { leastVariance } from './condition-on.ts';
import { weightedSum } from './network-similarity.ts';

/** Draws from one normal distribution. */
export interface Draws {
  /** [n, draws], each column a draw. */
  readonly values: Matrix;
  /** Independent draws that they are worth: one less for each mean that was taken off. */
  readonly degrees: number;
  /** Rows of the kernels that the values belong to; default: all. */
  readonly rows?: readonly number[];
  /** Variance that is known beforehand: of a constant that is common to all rows, and of each row. */
  readonly common: number;
  readonly own?: Float64Array;
}

/**
 * The weights θ ≥ 0 with which Σ θₖ·kernelₖ + θ_noise·I is the likeliest covariance of the draws, by the minorisation-maximisation of
 * Zhou, Hu, Zhou and Lange (2019): θ ← θ·√(aᵀKa / tr(V⁻¹K)), a = V⁻¹·values. Returns one weight a kernel and the noise's behind them.
 */
export function varianceComponents(kernels: readonly Matrix[], draws: readonly Draws[], iterations: number): Float64Array {
  const start = meanVariance(draws) / (kernels.length + 1);
  const weights = new Float64Array(kernels.length + 1).fill(start);
  const parts = draws.map(({ rows }) => (rows === undefined ? kernels : kernels.map((kernel) => block(kernel, rows, rows))));
  for (let iteration = 0; iteration < iterations; iteration++) {
    const explained = new Float64Array(weights.length);
    const expected = new Float64Array(weights.length);
    draws.forEach((sample, s) => addTerms(sample, parts[s]!, weights, explained, expected));
    for (let k = 0; k < weights.length; k++) {
      const least = k < kernels.length ? 1e-9 * start : leastVariance;
      // Rounding may leave either of them just below zero.
      const ratio = expected[k]! > 0 ? Math.max(0, explained[k]!) / expected[k]! : 0;
      weights[k] = Math.max(least, weights[k]! * Math.sqrt(ratio));
    }
  }
  return weights;
}

function addTerms(
  { values, degrees, common, own }: Draws,
  kernels: readonly Matrix[],
  weights: Float64Array,
  explained: Float64Array,
  expected: Float64Array,
): void {
  const n = values.rows;
  const noise = weights[kernels.length]!;
  const covariance = weightedSum(kernels, weights);
  for (let i = 0; i < n * n; i++) covariance.data[i]! += common;
  for (let i = 0; i < n; i++) covariance.data[i * n + i]! += noise + (own?.[i] ?? 0);
  const inverse = invertSymmetric(covariance);
  const solved = multiply(inverse, values);
  kernels.forEach((kernel, k) => {
    explained[k]! += sumOfProducts(solved, multiply(kernel, solved));
    expected[k]! += degrees * sumOfProducts(inverse, kernel);
  });
  explained[kernels.length]! += sumOfProducts(solved, solved);
  for (let i = 0; i < n; i++) expected[kernels.length]! += degrees * inverse.data[i * n + i]!;
}

/** Mean variance of the draws about their own means; at least the least noise. */
function meanVariance(draws: readonly Draws[]): number {
  let squares = 0;
  let count = 0;
  for (const { values } of draws) {
    for (let j = 0; j < values.cols; j++) {
      let sum = 0;
      for (let i = 0; i < values.rows; i++) sum += values.data[i * values.cols + j]!;
      for (let i = 0; i < values.rows; i++) squares += (values.data[i * values.cols + j]! - sum / values.rows) ** 2;
    }
    count += values.data.length;
  }
  return Math.max(leastVariance, squares / count);
}

function sumOfProducts(a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += a.data[i]! * b.data[i]!;
  return sum;
}
