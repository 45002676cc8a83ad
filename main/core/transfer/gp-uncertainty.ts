import { type Matrix, selectRows, zeros } from '../linalg/matrix.ts';
import { addScaled, multiply, multiplyByTranspose, multiplyVector } from '../linalg/multiply.ts';
import { mean } from '../stats/summary.ts';
import type { Explanation } from './explain-samples.ts';
import { kernelMatrix } from './kernel-component.ts';
import { type LatencyScale, noiseOnScale } from './latency-scales.ts';
import { SmallGp } from './small-gp.ts';
import type { TransferFeatures } from './transfer-features.ts';
import { mixKernels } from './weigh-hypotheses.ts';

/** What is believed of one scale. */
interface ScaleBelief {
  readonly scale: LatencyScale;
  /** Probability of its hypotheses. */
  readonly share: number;
  /** Mean of theirs. */
  readonly signalVariance: number;
}

/** Of measurements of the whole population under the mean kernel, [n] ms. `latencyMs`: [n] as predicted. */
export function standardDeviation(features: TransferFeatures, explanation: Explanation, latencyMs: Float64Array): Float64Array {
  const { own, withSamples } = priorCovariance(features, explanation);
  const samples = withSamples.cols;
  const deviations = new Float64Array(own.length);
  for (const { scale, share, signalVariance } of beliefs(explanation)) {
    const noise = noiseOf(explanation, scale, latencyMs);
    const gp = posterior(explanation, scale);
    const precision = gp?.precision();
    const average = gp?.mean;
    own.forEach((value, i) => {
      let variance = value;
      if (precision && average) {
        const k = withSamples.data.subarray(i * samples, (i + 1) * samples);
        let explained = 0;
        let pull = 0;
        for (let s = 0; s < samples; s++) {
          let sum = 0;
          for (let t = 0; t < samples; t++) sum += precision.data[s * samples + t]! * k[t]!;
          explained += sum * k[s]!;
          pull += average.weights[s]! * k[s]!;
        }
        variance = Math.max(value - explained + (1 - 2 * pull) / average.precision, 0);
      }
      deviations[i]! += share * Math.sqrt(signalVariance * (variance + noise(i))) * (scale === 'log' ? latencyMs[i]! : 1);
    });
  }
  return deviations;
}

/**
 * Covariance of the errors of predicted measurements under the mean kernel, [rows, rows] in ms²: what is not known of the target is largely common
 * to architectures that are alike. `latencyMs`: [n] as predicted.
 */
export function errorCovariance(
  { components, projected }: TransferFeatures,
  explanation: Explanation,
  latencyMs: Float64Array,
  rows: readonly number[],
): Matrix {
  const { mixture, support } = explanation;
  const count = rows.length;
  const before = zeros(count, count);
  const withSamples = zeros(count, support[0]!.rows);
  components.forEach((component, c) => {
    if (mixture[c] === 0) return;
    const z = selectRows(projected[c]!, rows);
    addScaled(before.data, mixture[c]!, kernelMatrix(component, z, z).data);
    addScaled(withSamples.data, mixture[c]!, kernelMatrix(component, z, support[c]!).data);
  });
  const covariance = zeros(count, count);
  for (const { scale, share, signalVariance } of beliefs(explanation)) {
    const noise = noiseOf(explanation, scale, latencyMs);
    const gp = posterior(explanation, scale);
    const explained = gp && multiplyByTranspose(multiply(withSamples, gp.precision()), withSamples).data;
    const pull = gp && multiplyVector(withSamples, gp.mean.weights);
    const unit = scale === 'log' ? Float64Array.from(rows, (row) => latencyMs[row]!) : new Float64Array(count).fill(1);
    for (let i = 0, at = 0; i < count; i++) {
      for (let j = 0; j < count; j++, at++) {
        const learned = gp ? explained![at]! - (1 - pull![i]! - pull![j]!) / gp.mean.precision : 0;
        const value = before.data[at]! - learned + (i === j ? noise(rows[i]!) : 0);
        covariance.data[at]! += share * signalVariance * unit[i]! * unit[j]! * value;
      }
    }
  }
  return covariance;
}

/** Variances of the population, and its covariances with the samples, where nothing is measured. */
function priorCovariance({ components, projected }: TransferFeatures, { mixture, support }: Explanation) {
  const n = projected[0]!.rows;
  const own = new Float64Array(n);
  const withSamples = zeros(n, support[0]!.rows);
  components.forEach((component, c) => {
    const weight = mixture[c]!;
    if (weight === 0) return;
    const z = projected[c]!;
    addScaled(withSamples.data, weight, kernelMatrix(component, z, support[c]!).data);
    for (let i = 0; i < n; i++) {
      let squares = component.form === 'linear' ? 0 : 1;
      if (component.form === 'linear') for (let k = 0; k < z.cols; k++) squares += z.data[i * z.cols + k]! ** 2;
      own[i]! += weight * squares;
    }
  });
  return { own, withSamples };
}

/** Under the mean kernel; undefined where it cannot be factored, so that nothing is known to be learned. */
function posterior({ kernels, mixture, noise, noiseFactors, sampleMs }: Explanation, scale: LatencyScale): SmallGp | undefined {
  const samples = sampleMs.length;
  const gp = new SmallGp(samples);
  const kernel = new Float64Array(samples * samples);
  mixKernels(kernels, mixture, kernel, samples);
  return gp.fit(kernel, noise, noiseOnScale(scale, sampleMs, noiseFactors)) ? gp : undefined;
}

/** Variance of the noise of a row, in units of the signal's variance. */
function noiseOf({ noise, sampleMs }: Explanation, scale: LatencyScale, latencyMs: Float64Array): (row: number) => number {
  if (scale === 'log') return () => noise;
  const meanSquare = mean(sampleMs.map((value) => value * value));
  return (row) => (noise * latencyMs[row]! ** 2) / meanSquare;
}

function beliefs({ hypotheses }: Explanation): ScaleBelief[] {
  return (['raw', 'log'] as const).flatMap((scale) => {
    const own = hypotheses.filter((hypothesis) => hypothesis.scale === scale);
    const share = own.reduce((sum, { probability }) => sum + probability, 0);
    if (share === 0) return [];
    const signalVariance = own.reduce((sum, { probability, signalVariance: one }) => sum + (probability / share) * one, 0);
    return [{ scale, share, signalVariance }];
  });
}
