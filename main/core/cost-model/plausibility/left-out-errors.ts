import { invertSymmetric } from '../../linalg/invert-symmetric.ts';
import { type Matrix, row, zeros } from '../../linalg/matrix.ts';
import { dot, gram, gramOfRows, multiply, multiplyTransposed, multiplyVector } from '../../linalg/multiply.ts';
import { symmetricEigen } from '../../linalg/symmetric-eigen.ts';
import { mean } from '../../stats/summary.ts';
import { latencyProfile } from '../latency-profile.ts';

const mostFactors = 4;
/** Devices that a factor is estimated from, at least. */
const devicesAFactor = 3;
/** Latencies that tell a factor of a device, at least. */
const networksAFactor = 5;
/** Variance of a device's level: as good as nothing is known of it. */
const levelVariance = 10;
/** A relative error of 2 %: repeated measurements do not agree better. */
const leastVariance = 0.02 ** 2;

/** What others say of a device's latencies. */
export interface LeftOutErrors {
  /** ln of measured over predicted, [networks]: each network predicted from all others of the device. */
  readonly errors: Float64Array;
  /** ln of how much slower the device is than the average other. */
  readonly level: number;
  /** The others' levels. */
  readonly otherLevels: Float64Array;
}

/**
 * The low-rank Gaussian model of some devices, ln latency = level + mean profile + up to four factors + noise, as a function from another
 * device's ln latencies, [networks], to their leave-one-out errors. `others`: [devices, networks], NaN where not measured, at least one value in
 * every row and column.
 */
export function leftOutErrors(others: Matrix): (logs: Float64Array) => LeftOutErrors {
  const { levels, profile } = latencyProfile(others);
  const { factors, noise } = deviceFactors(others, levels, profile);
  // K⁻¹ = (I − W·(WᵀW + σ²I)⁻¹·Wᵀ)/σ² for K = W·Wᵀ + σ²I; σ² cancels in an error, (K⁻¹r)ⱼ/(K⁻¹)ⱼⱼ.
  const inner = gram(factors);
  for (let k = 0; k < inner.rows; k++) inner.data[k * inner.rows + k]! += noise;
  const inverse = invertSymmetric(inner);
  const weighted = multiply(factors, inverse);
  const own = Float64Array.from(profile, (_, network) => dot(row(weighted, network), row(factors, network)));
  return (logs) => {
    const residuals = logs.map((value, network) => value - profile[network]!);
    const explained = multiplyVector(weighted, multiplyTransposed(factors, residuals));
    const errors = residuals.map((value, network) => (value - explained[network]!) / (1 - own[network]!));
    return { errors, level: mean(residuals), otherLevels: levels };
  };
}

/** W, [networks, factors + 1], the last column being the level's, and σ². */
function deviceFactors(others: Matrix, levels: Float64Array, profile: Float64Array): { readonly factors: Matrix; readonly noise: number } {
  const { rows: devices, cols: networks } = others;
  const residuals = zeros(devices, networks);
  let measured = 0;
  for (let i = 0; i < residuals.data.length; i++) {
    const value = others.data[i]! - levels[Math.floor(i / networks)]! - profile[i % networks]!;
    if (Number.isNaN(value)) continue;
    residuals.data[i] = value;
    measured++;
  }
  const count = Math.min(mostFactors, Math.floor(devices / devicesAFactor), Math.floor(networks / networksAFactor));
  const { values, vectors } = symmetricEigen(gramOfRows(residuals));
  const factors = zeros(networks, count + 1);
  let left = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  for (let k = 0; k < count; k++) {
    const factor = multiplyTransposed(residuals, row(vectors, k)); // its squared length is values[k]
    for (let network = 0; network < networks; network++) factors.data[network * (count + 1) + k] = factor[network]! / Math.sqrt(devices);
    left -= Math.max(0, values[k]!);
  }
  for (let network = 0; network < networks; network++) factors.data[network * (count + 1) + count] = Math.sqrt(levelVariance);
  const freedom = Math.max(1, (measured - devices - networks) * (1 - count / devices));
  return { factors, noise: Math.max(leastVariance, left / freedom) };
}
