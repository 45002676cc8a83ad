import { cholesky, choleskySolve } from '../../linalg/cholesky.ts';
import { invertSymmetric } from '../../linalg/invert-symmetric.ts';
import { block, type Matrix, row } from '../../linalg/matrix.ts';
import { dot, multiply, multiplyByTranspose, multiplyVector } from '../../linalg/multiply.ts';
import { type Deviation, DeviationScatter } from './deviation-scatter.ts';
import { weighOutliers } from './outliers.ts';

/** Variance of the logarithm of a device's level: so wide that nothing is known of it beforehand. */
export const levelVariance = 10;
/** Degrees of freedom of the t distribution of whole devices: one that is unlike the others counts for less. */
const deviceDegrees = 30;
const iterations = 4;

/** What is expected of networks before devices measured them; all matrices [networks, networks]. */
export interface Expectation {
  /** ln of the networks' latencies on the average device, but for a constant. */
  readonly mean: Float64Array;
  /** Covariance of the average device's deviation from that, `levelVariance` included. */
  readonly meanCovariance: Matrix;
  /** Covariance of a device's deviation from the average device, levels apart, noise included. */
  readonly covariance: Matrix;
}

/** How devices are distributed: ln latency = level + mean + deviation + noise. */
export interface DeviceStatistics {
  readonly mean: Float64Array;
  /** Variances of the error of `mean`, levels apart, [networks]. */
  readonly meanVariances: Float64Array;
  /** Of deviation, noise and the error of `mean` together, [networks, networks]; levels apart. */
  readonly covariance: Matrix;
  /** Level and deviation of each training device together, expected where it has not measured, [devices, networks]. */
  readonly deviations: Matrix;
  /** Covariance of deviations and noise, estimated without a training device. */
  covarianceWithout(device: number): Matrix;
}

/**
 * Estimates how devices are distributed from their measurements, [devices, networks], NaN where not measured, by expectation conditional
 * maximisation: deviations given the covariance, each device judged by the others; then the mean by generalised least squares, with the
 * expectation as prior; then the covariance, towards its expectation by an inverse Wishart prior. Measurements and devices unlike the others
 * count for less. Yields the share that is done.
 */
export function* fitDeviceStatistics(logs: Matrix, start: Float64Array, expected: Expectation): Generator<number, DeviceStatistics> {
  const { rows: devices, cols: n } = logs;
  const measured = Array.from({ length: devices }, (_, device) => measuredIn(row(logs, device)));
  const priorPrecision = invertSymmetric(expected.meanCovariance);
  const priorTarget = multiplyVector(priorPrecision, expected.mean);

  let mean = start;
  let scatter: DeviationScatter | undefined;
  let precision = priorPrecision;
  const levels = new Float64Array(devices);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const next = new DeviationScatter(devices, expected.covariance);
    precision = { ...priorPrecision, data: priorPrecision.data.slice() };
    const target = priorTarget.slice();
    for (let device = 0; device < devices; device++) {
      const places = measured[device]!;
      const values = Float64Array.from(places, (network) => logs.data[device * n + network]!);
      const covariance = scatter === undefined ? expected.covariance : scatter.covarianceWithout(device);
      const residuals = values.map((value, i) => value - mean[places[i]!]!);
      const { inverse, solved } = weighOutliers(withLevel(block(covariance, places, places)), residuals);
      const weight = (deviceDegrees + places.length) / (deviceDegrees + dot(residuals, solved));
      next.add(weight, deviationOf(covariance, places, inverse, solved));
      levels[device] = levelVariance * solved.reduce((sum, value) => sum + value, 0);
      addInformation(precision, target, weight, places, inverse, values);
      yield (iteration + (device + 1) / devices) / iterations;
    }
    scatter = next;
    const factor = cholesky(precision);
    if (factor === undefined) throw new Error('the precision of the mean is not positive definite');
    mean = choleskySolve(factor, target);
  }
  const covariance = scatter!.covariance();
  const ofMean = withoutLevel(invertSymmetric(precision));
  // Symmetric to the last bit, as it is when it is read from a file.
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      covariance.data[i * n + j]! += ofMean.data[i * n + j]!;
      covariance.data[j * n + i] = covariance.data[i * n + j]!;
    }
  }
  return {
    mean,
    meanVariances: Float64Array.from({ length: n }, (_, i) => ofMean.data[i * n + i]!),
    covariance,
    deviations: scatter!.deviations(levels),
    covarianceWithout: (device) => scatter!.covarianceWithout(device),
  };
}

/** A covariance of deviations with the variance of the level added. */
export function withLevel(covariance: Matrix): Matrix {
  return { ...covariance, data: covariance.data.map((value) => value + levelVariance) };
}

/** The places of the values that are not NaN. */
export function measuredIn(values: Float64Array): number[] {
  return Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]));
}

/** A device's deviation given what it has measured: `solved` = inverse · residuals. */
function deviationOf(covariance: Matrix, places: readonly number[], inverse: Matrix, solved: Float64Array): Deviation {
  const n = covariance.rows;
  const gain = block(
    covariance,
    Array.from({ length: n }, (_, i) => i),
    places,
  );
  const expected = multiplyVector(gain, solved);
  if (places.length === n) return { expected, covariance: undefined };
  const explained = multiplyByTranspose(multiply(gain, inverse), gain);
  return { expected, covariance: { ...explained, data: covariance.data.map((value, i) => value - explained.data[i]!) } };
}

/** Adds what measurements say of the mean to its precision and to precision · mean. */
function addInformation(
  precision: Matrix,
  target: Float64Array,
  weight: number,
  places: readonly number[],
  inverse: Matrix,
  values: Float64Array,
): void {
  const n = precision.cols;
  const informed = multiplyVector(inverse, values);
  places.forEach((network, i) => {
    target[network]! += weight * informed[i]!;
    places.forEach((other, j) => (precision.data[network * n + other]! += weight * inverse.data[i * places.length + j]!));
  });
}

/** A covariance without what is common to all networks: the level is accounted for elsewhere. */
function withoutLevel(covariance: Matrix): Matrix {
  const n = covariance.rows;
  const means = Float64Array.from({ length: n }, (_, i) => row(covariance, i).reduce((sum, value) => sum + value, 0) / n);
  const mean = means.reduce((sum, value) => sum + value, 0) / n;
  return { ...covariance, data: covariance.data.map((value, i) => value - means[Math.floor(i / n)]! - means[i % n]! + mean) };
}
