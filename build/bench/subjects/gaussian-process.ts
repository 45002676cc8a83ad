import { cholesky, choleskySolve, logDeterminant, solveLowerMatrix } from '../../../main/core/linalg/cholesky.ts';
import { scaledExponential } from '../../../main/core/linalg/exponential.ts';
import { type Matrix, zeros } from '../../../main/core/linalg/matrix.ts';
import { dot, multiplyTransposed } from '../../../main/core/linalg/multiply.ts';
import { squaredDistances } from '../../../main/core/linalg/squared-distances.ts';
import type { ComparedSubject } from '../subject.ts';
import { normalValues } from './normal-values.ts';

const n = 1000;
const dimensions = 16;
const noise = 0.01;

/** One set of hyper-parameters: covariance, factor, log marginal likelihood, then mean and variance at as many new points. */
export const gaussianProcess: ComparedSubject = {
  name: 'Gaussian process, n = 1,000, 16 dimensions',
  peer: { name: 'numpy and scipy.linalg', script: 'gaussian_process.py', modules: ['scipy'] },
  goalRatio: 3.5,
  inputs() {
    const x = normalValues(n * dimensions, 7);
    const y = normalValues(n, 8).map((value, i) => Math.sin(x[i * dimensions]!) + x[i * dimensions + 1]! + 0.1 * value);
    return { x, y, points: normalValues(n * dimensions, 9) };
  },
  prepare({ x, y, points }) {
    const matrix = { rows: n, cols: dimensions, data: x! };
    const at = { rows: n, cols: dimensions, data: points! };
    const rooms = [zeros(n, n), zeros(n, n)] as const; // numpy gets the memory that it has just freed again
    return () => {
      const covariance = rbf(matrix, matrix, rooms[0]);
      for (let i = 0; i < n; i++) covariance.data[i * n + i]! += noise;
      const factor = cholesky(covariance, covariance)!;
      const weights = choleskySolve(factor, y!);
      const logLikelihood = -0.5 * (dot(y!, weights) + logDeterminant(factor));
      const cross = rbf(matrix, at, rooms[1]);
      const mean = multiplyTransposed(cross, weights);
      const variance = new Float64Array(n).fill(1);
      const { data: whitened } = solveLowerMatrix(factor, cross, cross);
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) variance[j]! -= whitened[i * n + j]! ** 2;
      return [logLikelihood, ...mean, ...variance];
    };
  },
  tolerance: 1e-8,
};

function rbf(a: Matrix, b: Matrix, room: Matrix): Matrix {
  const covariance = squaredDistances(a, b, room);
  scaledExponential(covariance.data, -0.5 / dimensions);
  return covariance;
}
