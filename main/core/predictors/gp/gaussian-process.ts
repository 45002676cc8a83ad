import { cholesky, choleskySolve, logDeterminant, solveLower, solveLowerMatrix } from '../../linalg/cholesky.ts';
import type { Matrix } from '../../linalg/matrix.ts';
import { dot, multiplyTransposed } from '../../linalg/multiply.ts';
import { squaredDistances } from '../../linalg/squared-distances.ts';
import { covariances, type Hyperparameters, type StandardisedRows, standardisedRows, varianceOf } from './covariance.ts';

/** What observations say of the constant mean and the variance of the signal, given the other hyper-parameters. */
export interface Profile {
  readonly mean: number;
  /** Variance of the signal as the predictive distribution, a Student t, has it. */
  readonly signalVariance: number;
  /** ln of the marginal likelihood, but for a constant of the number of observations. */
  readonly logEvidence: number;
}

/** Degrees of freedom of the prior on the signal variance, whose mean is that of standardised observations: it counts as two of them. */
const priorDegrees = 2;

/** Rows that are predicted at a time: memory stays bounded. */
const chunkRows = 256;

/**
 * Integrates the mean out under a flat prior and the signal variance under a scaled inverse χ² (O'Hagan 1978). `factor`: Cholesky factor of
 * the relative covariance with noise; `whitenedOnes`: L⁻¹·1; `y`: standardised.
 */
export function profileOf(factor: Matrix, whitenedOnes: Float64Array, y: Float64Array): Profile {
  const whitened = solveLower(factor, y);
  const precision = dot(whitenedOnes, whitenedOnes);
  const mean = dot(whitenedOnes, whitened) / precision;
  const residual = whitened.map((value, i) => value - mean * whitenedOnes[i]!);
  const degrees = y.length - 1 + priorDegrees;
  const squares = priorDegrees + dot(residual, residual);
  return {
    mean,
    signalVariance: squares / (degrees - 2),
    logEvidence: -0.5 * (degrees * Math.log(squares) + logDeterminant(factor) + Math.log(precision)),
  };
}

/** A Gaussian process with constant mean, conditioned on n ≥ 2 observations. */
export class GaussianProcess {
  readonly profile: Profile;
  readonly #rows: StandardisedRows;
  readonly #hyperparameters: Hyperparameters;
  readonly #factor: Matrix;
  readonly #whitenedOnes: Float64Array;
  readonly #weights: Float64Array;

  constructor(rows: StandardisedRows, y: Float64Array, hyperparameters: Hyperparameters) {
    this.#rows = rows;
    this.#hyperparameters = hyperparameters;
    const covariance = squaredDistances(rows.z, rows.z);
    covariances(rows, rows, covariance, hyperparameters);
    this.#factor = factorWithNoise(covariance, hyperparameters.noise);
    this.#whitenedOnes = solveLower(this.#factor, new Float64Array(y.length).fill(1));
    this.profile = profileOf(this.#factor, this.#whitenedOnes, y);
    this.#weights = choleskySolve(
      this.#factor,
      y.map((value) => value - this.profile.mean),
    );
  }

  /** Mean and variance of new observations, noise and the uncertainty of the mean included, for rows z [m, d]. */
  predict(z: Matrix): { mean: Float64Array; variance: Float64Array } {
    const n = this.#rows.z.rows;
    const mean = new Float64Array(z.rows);
    const variance = new Float64Array(z.rows);
    const room = new Float64Array(n * Math.min(chunkRows, z.rows));
    for (let first = 0; first < z.rows; first += chunkRows) {
      const count = Math.min(chunkRows, z.rows - first);
      const data = z.data.subarray(first * z.cols, (first + count) * z.cols);
      const chunk = standardisedRows({ rows: count, cols: z.cols, data }, this.#rows.dimension);
      const covariance = { rows: n, cols: count, data: room.subarray(0, n * count) };
      this.#predictChunk(chunk, covariance, mean.subarray(first, first + count), variance.subarray(first, first + count));
    }
    return { mean, variance };
  }

  /** `room` [n, m]: overwritten. */
  #predictChunk(chunk: StandardisedRows, room: Matrix, mean: Float64Array, variance: Float64Array): void {
    squaredDistances(this.#rows.z, chunk.z, room);
    covariances(this.#rows, chunk, room, this.#hyperparameters);
    mean.set(multiplyTransposed(room, this.#weights));
    solveLowerMatrix(this.#factor, room, room);
    const explained = columnSquares(room);
    const trend = multiplyTransposed(room, this.#whitenedOnes);
    const precision = dot(this.#whitenedOnes, this.#whitenedOnes);
    for (let i = 0; i < mean.length; i++) {
      mean[i]! += this.profile.mean;
      const unexplained = Math.max(0, varianceOf(chunk, i, this.#hyperparameters) - explained[i]!);
      const ofMean = (1 - trend[i]!) ** 2 / precision;
      variance[i] = this.profile.signalVariance * (unexplained + ofMean + this.#hyperparameters.noise);
    }
  }
}

/** Cholesky factor of covariance + noise·I, written over the covariance. */
export function factorWithNoise(covariance: Matrix, noise: number): Matrix {
  for (let i = 0; i < covariance.rows; i++) covariance.data[i * covariance.rows + i]! += noise;
  const factor = cholesky(covariance, covariance);
  if (factor === undefined) throw new Error(`a covariance with noise ${noise} is not positive definite`);
  return factor;
}

/** Σᵢ a[i][j]², [cols]. */
function columnSquares({ rows, cols, data }: Matrix): Float64Array {
  const sums = new Float64Array(cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) sums[j]! += data[i * cols + j]! ** 2;
  return sums;
}
