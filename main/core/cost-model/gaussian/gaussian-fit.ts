import { type Matrix, row } from '../../linalg/matrix.ts';
import { mapSteps } from '../../map-steps.ts';
import { type LatencyProfile } from '../latency-profile.ts';
import { fitLayerCosts } from '../layer-costs.ts';
import type { TrainingData } from '../training-data.ts';
import { type DeviceStatistics, fitDeviceStatistics, levelVariance, measuredIn, withLevel } from './device-statistics.ts';
import { addToDiagonal, NetworkSimilarity, weightedSum } from './network-similarity.ts';
import { type Draws, varianceComponents } from './variance-components.ts';
import { winsorisedLogs } from './winsorised-logs.ts';

/** All that a Gaussian cost model follows from, beside its networks. */
export interface GaussianFit {
  readonly layerCosts: Float64Array;
  /** Weights of the similarities and of the noise in the covariance of the average device, and of a device's deviation from it. */
  readonly meanWeights: Float64Array;
  readonly deviationWeights: Float64Array;
  readonly statistics: DeviceStatistics;
}

/** Variance of the logarithms where there is one training device, and nothing says how devices differ. */
const unknownVariance = 0.01;
const evidenceIterations = 30;

/** Fits the distribution of devices. Yields the share that is done. */
export function* fitGaussian({ networks, logs }: TrainingData): Generator<number, GaussianFit> {
  const { logs: drawnIn, profile } = winsorisedLogs(logs);
  const layerCosts = fitLayerCosts(networks, profile.profile.map(Math.exp));
  const similarity = new NetworkSimilarity(networks, layerCosts);
  const described = similarity.describe(networks);
  const kernels = similarity.between(described, described);

  const meanWeights = varianceComponents(kernels, [drawOfMean(profile, described.logCosts, drawnIn)], evidenceIterations);
  yield 0.1;
  const deviationWeights =
    logs.rows === 1
      ? new Float64Array(kernels.length + 1).fill(unknownVariance / (kernels.length + 1))
      : varianceComponents(kernels, drawsOfDeviations(drawnIn, profile), evidenceIterations);
  yield 0.2;
  const statistics = yield* mapSteps(
    fitDeviceStatistics(logs, profile.profile, {
      mean: described.logCosts,
      meanCovariance: withLevel(addToDiagonal(weightedSum(kernels, meanWeights), meanWeights.at(-1)!)),
      covariance: addToDiagonal(weightedSum(kernels, deviationWeights), deviationWeights.at(-1)!),
    }),
    (share) => 0.2 + 0.8 * share,
  );
  return { layerCosts, meanWeights, deviationWeights, statistics };
}

/** The average device's deviation from the networks' costs; a profile entry is as uncertain as devices differ and few have measured it. */
function drawOfMean({ profile, counts }: LatencyProfile, logCosts: Float64Array, logs: Matrix): Draws {
  const variance = residualVariance(logs, profile);
  return {
    values: { rows: profile.length, cols: 1, data: profile.map((value, i) => value - logCosts[i]!) },
    degrees: 1,
    common: levelVariance,
    own: counts.map((count) => variance / count),
  };
}

/** One draw a device, all in one where every device has measured everything. */
function drawsOfDeviations(logs: Matrix, { levels, profile }: LatencyProfile): Draws[] {
  const { rows: devices, cols: n } = logs;
  const degrees = (devices - 1) / devices;
  if (!logs.data.some(Number.isNaN)) {
    const values = { rows: n, cols: devices, data: new Float64Array(n * devices) };
    for (let i = 0; i < n * devices; i++) {
      values.data[(i % n) * devices + Math.floor(i / n)] = logs.data[i]! - levels[Math.floor(i / n)]! - profile[i % n]!;
    }
    return [{ values, degrees: devices * degrees, common: levelVariance }];
  }
  return Array.from(levels, (level, device) => {
    const rows = measuredIn(row(logs, device));
    const data = Float64Array.from(rows, (network) => logs.data[device * n + network]! - level - profile[network]!);
    return { values: { rows: rows.length, cols: 1, data }, degrees, rows, common: levelVariance };
  });
}

/** Variance of the logarithms about level and profile, over the degrees of freedom that these leave. */
function residualVariance(logs: Matrix, profile: Float64Array): number {
  const { rows: devices, cols: n } = logs;
  let squares = 0;
  let count = 0;
  for (let device = 0; device < devices; device++) {
    const places = measuredIn(row(logs, device));
    const differences = places.map((network) => logs.data[device * n + network]! - profile[network]!);
    const level = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    for (const value of differences) squares += (value - level) ** 2;
    count += places.length;
  }
  const freedom = count - devices - n + 1;
  return freedom > 0 ? squares / freedom : unknownVariance;
}
