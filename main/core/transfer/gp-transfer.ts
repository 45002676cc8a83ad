import { type Matrix, selectRows } from '../linalg/matrix.ts';
import { addScaled, multiplyVector } from '../linalg/multiply.ts';
import { kernelMatrix } from './kernel-component.ts';
import type { KernelMixture } from './kernel-mixtures.ts';
import { type LatencyScale, toLatency } from './latency-scales.ts';
import { SmallGp } from './small-gp.ts';
import type { TransferFeatures } from './transfer-features.ts';
import { type Hypothesis, mixKernels, type WeighOptions, weighHypotheses } from './weigh-hypotheses.ts';

/** A Gaussian process over kernel mixtures, fitted to a few samples of the target. */
export interface GpTransfer {
  /** [n] of the whole population. */
  readonly latencyMs: Float64Array;
  /** [n] standard deviation of a measurement of it. */
  readonly standardDeviationMs: Float64Array;
  /** [K] what the model says of each sample that was left out. */
  readonly leaveOneOutMs: Float64Array;
  /** How much each component counts, averaged over hypotheses. */
  readonly mixture: KernelMixture;
  readonly hypotheses: readonly Hypothesis[];
}

/** Leaving out is only asked of hypotheses that matter. */
const countingProbability = 0.005;

/**
 * `samples`: [K] rows of the population; `latencyMs`: [K] measured on the target, positive and not all the same. Every mixture, level of noise and
 * scale explains the samples more or less probably; predictions are averaged by that.
 */
export function fitGpTransfer(
  features: TransferFeatures,
  mixtures: readonly KernelMixture[],
  samples: readonly number[],
  latencyMs: Float64Array,
  options: WeighOptions = {},
): GpTransfer {
  const { noiseFactors } = options;
  const support = features.projected.map((z) => selectRows(z, samples));
  const kernels = features.components.map((component, c) => kernelMatrix(component, support[c]!, support[c]!));
  const hypotheses = weighHypotheses(kernels, mixtures, latencyMs, options);
  const floorMs = latencyMs.reduce((least, value) => Math.min(least, value), Infinity) / 4;
  const mixture = new Float64Array(features.components.length);
  let noise = 0;
  for (const hypothesis of hypotheses) {
    addScaled(mixture, hypothesis.probability, hypothesis.mixture);
    noise += hypothesis.probability * hypothesis.noise;
  }

  const cross = features.components.map((component, c) =>
    component.form === 'linear' || mixture[c] === 0 ? null : kernelMatrix(component, features.projected[c]!, support[c]!),
  );
  const n = features.projected[0]!.rows;
  const scales = scalesOf(hypotheses).map((scale) => {
    const own = hypotheses.filter((hypothesis) => hypothesis.scale === scale);
    const probability = own.reduce((sum, hypothesis) => sum + hypothesis.probability, 0);
    const mean = new Float64Array(n).fill(own.reduce((sum, { constant, probability: p }) => sum + (p / probability) * constant, 0));
    features.components.forEach((_, c) => {
      const coefficients = new Float64Array(samples.length);
      for (const { mixture: weights, alpha, probability: p } of own) addScaled(coefficients, (p / probability) * weights[c]!, alpha);
      if (coefficients.every((value) => value === 0)) return;
      addScaled(
        mean,
        1,
        cross[c] ? multiplyVector(cross[c], coefficients) : linearValues(features.projected[c]!, support[c]!, coefficients),
      );
    });
    return { scale, probability, mean };
  });
  const variance = posteriorVariance(features, support, cross, kernels, mixture, noise, noiseFactors);
  const latency = new Float64Array(n);
  const deviation = new Float64Array(n);
  for (const { scale, probability, mean } of scales) {
    const signalVariance = signalVarianceOf(hypotheses, scale);
    for (let i = 0; i < n; i++) {
      const value = toLatency(scale, mean[i]!, floorMs);
      latency[i]! += probability * value;
      deviation[i]! += probability * Math.sqrt(signalVariance * variance[i]!) * (scale === 'log' ? value : 1);
    }
  }
  return {
    latencyMs: latency,
    standardDeviationMs: deviation,
    leaveOneOutMs: leaveOneOut(kernels, hypotheses, latencyMs, floorMs, noiseFactors),
    mixture,
    hypotheses,
  };
}

function scalesOf(hypotheses: readonly Hypothesis[]): readonly LatencyScale[] {
  return (['raw', 'log'] as const).filter((scale) => hypotheses.some((hypothesis) => hypothesis.scale === scale));
}

function signalVarianceOf(hypotheses: readonly Hypothesis[], scale: LatencyScale): number {
  const own = hypotheses.filter((hypothesis) => hypothesis.scale === scale);
  const total = own.reduce((sum, { probability }) => sum + probability, 0);
  return own.reduce((sum, { probability, signalVariance }) => sum + (probability / total) * signalVariance, 0);
}

/** K(x, samples)·coefficients of a linear kernel, in as many steps as it has dimensions. */
function linearValues(z: Matrix, support: Matrix, coefficients: Float64Array): Float64Array {
  const weights = new Float64Array(z.cols);
  for (let s = 0; s < support.rows; s++) addScaled(weights, coefficients[s]!, support.data.subarray(s * z.cols, (s + 1) * z.cols));
  return multiplyVector(z, weights);
}

/** Variance of a measurement under the mean kernel, in units of the signal's variance, [n]. */
function posteriorVariance(
  { components, projected }: TransferFeatures,
  support: readonly Matrix[],
  cross: readonly (Matrix | null)[],
  kernels: readonly Matrix[],
  mixture: KernelMixture,
  noise: number,
  noiseFactors: Float64Array | undefined,
): Float64Array {
  const samples = support[0]!.rows;
  const n = projected[0]!.rows;
  const own = new Float64Array(n);
  const withSamples = new Float64Array(n * samples);
  components.forEach((component, c) => {
    const weight = mixture[c]!;
    if (weight === 0) return;
    const z = projected[c]!;
    const { data } = cross[c] ?? kernelMatrix(component, z, support[c]!);
    for (let i = 0; i < withSamples.length; i++) withSamples[i]! += weight * data[i]!;
    for (let i = 0; i < n; i++) {
      let squares = component.form === 'linear' ? 0 : 1;
      if (component.form === 'linear') for (let k = 0; k < z.cols; k++) squares += z.data[i * z.cols + k]! ** 2;
      own[i]! += weight * squares;
    }
  });
  const gp = new SmallGp(samples);
  const kernel = new Float64Array(samples * samples);
  mixKernels(kernels, mixture, kernel, samples);
  if (!gp.fit(kernel, noise, noiseFactors)) return own;
  const precision = gp.precision();
  const { precision: meanPrecision, weights: meanWeights } = gp.mean;
  return own.map((value, i) => {
    const k = withSamples.subarray(i * samples, (i + 1) * samples);
    let explained = 0;
    let pull = 0;
    for (let s = 0; s < samples; s++) {
      let sum = 0;
      for (let t = 0; t < samples; t++) sum += precision.data[s * samples + t]! * k[t]!;
      explained += sum * k[s]!;
      pull += meanWeights[s]! * k[s]!;
    }
    return Math.max(value - explained + (1 - 2 * pull) / meanPrecision, 0) + noise;
  });
}

function leaveOneOut(
  kernels: readonly Matrix[],
  hypotheses: readonly Hypothesis[],
  latencyMs: Float64Array,
  floorMs: number,
  noiseFactors: Float64Array | undefined,
): Float64Array {
  const samples = latencyMs.length;
  const gp = new SmallGp(samples);
  const kernel = new Float64Array(samples * samples);
  const predicted = new Float64Array(samples);
  let total = 0;
  const counting = Math.min(countingProbability, Math.max(...hypotheses.map(({ probability }) => probability)));
  for (const { mixture, noise, scale, probability, alpha } of hypotheses) {
    if (probability < counting) continue;
    mixKernels(kernels, mixture, kernel, samples);
    if (!gp.fit(kernel, noise, noiseFactors)) continue;
    const { data } = gp.precision();
    total += probability;
    for (let i = 0; i < samples; i++) {
      const value = scale === 'log' ? Math.log(latencyMs[i]!) : latencyMs[i]!;
      predicted[i]! += probability * toLatency(scale, value - alpha[i]! / data[i * samples + i]!, floorMs);
    }
  }
  return predicted.map((value) => value / total);
}
