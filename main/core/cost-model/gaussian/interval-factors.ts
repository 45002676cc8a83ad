import { block, row } from '../../linalg/matrix.ts';
import { quantile } from '../../stats/quantiles.ts';
import type { TrainingData } from '../training-data.ts';
import { conditionOn } from './condition-on.ts';
import { measuredIn, withLevel } from './device-statistics.ts';
import type { GaussianFit } from './gaussian-fit.ts';
import { carriedOver, NetworkKriging } from './network-kriging.ts';

/** By how much the normal distribution's 90 % intervals are widened, so that they hold 90 % of what is measured on new devices. */
export interface IntervalFactors {
  readonly known: number;
  readonly unknown: number;
}

/** Half the width of the interval that holds 90 % of a normal distribution, in standard deviations. */
export const ninetyPercent = 1.6448536269514722;

const fewestDevices = 3;
/** Networks are taken for unknown in so many parts, where there are as many. */
const parts = 4;
/** Beyond, single disturbed measurements would decide. */
const highestQuantile = 0.98;
const largestLeverage = 0.8;

/** Calibrates intervals on the training devices, each predicted from its signature by what the others tell; 1 where they are too few. */
export function intervalFactors(training: TrainingData, fit: GaussianFit): IntervalFactors {
  const devices = training.logs.rows;
  if (devices < fewestDevices) return { known: 1, unknown: 1 };
  // As in conformal prediction: the new device is one more than those that the quantile is taken of.
  const probability = Math.min(highestQuantile, (0.9 * (devices + 1)) / devices);
  const factor = (distances: readonly number[]) => (distances.length === 0 ? 1 : quantile(distances, probability) / ninetyPercent);
  const known = factor(distancesOfKnown(training, fit));
  return { known, unknown: factor(distancesOfUnknown(training, fit)) };
}

/** How far measurements lie from what is predicted, in standard deviations. */
function distancesOfKnown(training: TrainingData, { statistics }: GaussianFit): number[] {
  const isSignature = new Set(training.signature);
  return trainingDevices(training, statistics.mean).flatMap(({ device, given, residuals, measured }) => {
    const values = Float64Array.from(given, (network) => residuals[network]!);
    const { expected, variances } = conditionOn(withLevel(statistics.covarianceWithout(device)), given, values);
    return measured
      .filter((network) => !isSignature.has(network))
      .map((network) => {
        const ofMean = statistics.meanVariances[network]!;
        // The mean has seen this measurement: without it, the residual would be larger by the measurement's weight.
        const leverage = Math.min(largestLeverage, ofMean / variances[network]!);
        return Math.abs(residuals[network]! - expected[network]!) / (1 - leverage) / Math.sqrt(variances[network]! + ofMean);
      });
  });
}

function distancesOfUnknown(training: TrainingData, fit: GaussianFit): number[] {
  const { networks, signature, logs } = training;
  const { statistics } = fit;
  const isSignature = new Set(signature);
  const others = [...networks.keys()].filter((network) => !isSignature.has(network));
  const devices = trainingDevices(training, statistics.mean);
  const distances: number[] = [];
  for (let part = 0; part < Math.min(parts, others.length); part++) {
    const unknown = others.filter((_, i) => i % parts === part);
    const isUnknown = new Set(unknown);
    const known = [...networks.keys()].filter((network) => !isUnknown.has(network));
    const mean = Float64Array.from(known, (network) => statistics.mean[network]!);
    const kriging = new NetworkKriging(known.map((network) => networks[network]!), mean, fit); // prettier-ignore
    const kriged = kriging.predict(unknown.map((network) => networks[network]!));
    for (const { device, given, residuals } of devices) {
      const covariance = withLevel(block(statistics.covarianceWithout(device), known, known));
      const values = Float64Array.from(given, (network) => residuals[network]!);
      const conditioned = conditionOn(
        covariance,
        given.map((network) => known.indexOf(network)),
        values,
      );
      const { logs: predicted, variances } = carriedOver(conditioned, kriged);
      unknown.forEach((network, i) => {
        const log = row(logs, device)[network]!;
        if (!Number.isNaN(log)) distances.push(Math.abs(log - predicted[i]!) / Math.sqrt(variances[i]!));
      });
    }
  }
  return distances;
}

/** The training devices with a signature, and how they differ from the average device. */
function trainingDevices({ logs, signature }: TrainingData, mean: Float64Array) {
  return Array.from({ length: logs.rows }, (_, device) => {
    const residuals = row(logs, device).map((value, network) => value - mean[network]!);
    return { device, residuals, measured: measuredIn(residuals), given: signature.filter((network) => !Number.isNaN(residuals[network])) };
  }).filter(({ given }) => given.length > 0);
}
