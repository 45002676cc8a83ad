import { type Matrix, selectRows, zeros } from '../linalg/matrix.ts';
import { addScaled, multiply, multiplyByTranspose, multiplyTransposed, multiplyVector } from '../linalg/multiply.ts';
import type { Explanation } from './explain-samples.ts';
import { kernelMatrix } from './kernel-component.ts';
import { addLinear, latencyOf, type LatencyTerm, type RadialSum } from './latency-formula.ts';
import type { LatencyScale } from './latency-scales.ts';
import { SmallGp } from './small-gp.ts';
import type { TransferFeatures } from './transfer-features.ts';
import { type Hypothesis, mixKernels } from './weigh-hypotheses.ts';

/** A Gaussian process over kernel mixtures, as it follows from an explanation of a few samples. */
export interface GpTransfer {
  /** One a scale. */
  readonly terms: readonly LatencyTerm[];
  /** [n] of the whole population. */
  readonly latencyMs: Float64Array;
  /** [n] standard deviation of a measurement of it. */
  readonly standardDeviationMs: Float64Array;
}

/** Every mixture, level of noise and scale explains the samples more or less probably; predictions are averaged by that. */
export function gpTransferOf(features: TransferFeatures, explanation: Explanation): GpTransfer {
  const { hypotheses } = explanation;
  const terms = (['raw', 'log'] as const).flatMap((scale) => {
    const own = hypotheses.filter((hypothesis) => hypothesis.scale === scale);
    return own.length === 0 ? [] : [termOf(features, explanation, scale, own)];
  });
  const latencyMs = latencyOf(terms, features.inputs);
  const variance = posteriorVariance(features, explanation);
  const standardDeviationMs = new Float64Array(latencyMs.length);
  for (const { scale, share } of terms) {
    const deviation = Math.sqrt(signalVarianceOf(hypotheses, scale));
    variance.forEach((value, i) => {
      standardDeviationMs[i]! += share * deviation * Math.sqrt(value) * (scale === 'log' ? latencyMs[i]! : 1);
    });
  }
  return { terms, latencyMs, standardDeviationMs };
}

function termOf(features: TransferFeatures, explanation: Explanation, scale: LatencyScale, own: readonly Hypothesis[]): LatencyTerm {
  const { components, ofSources, inputs } = features;
  const { support, floorMs } = explanation;
  const share = own.reduce((sum, { probability }) => sum + probability, 0);
  let constant = own.reduce((sum, hypothesis) => sum + (hypothesis.probability / share) * hypothesis.constant, 0);
  const descriptorWeights = new Float64Array(inputs.x.cols);
  const sourceWeights = new Float64Array(inputs.sources.cols);
  const radial: RadialSum[] = [];
  components.forEach((component, c) => {
    const coefficients = new Float64Array(support[c]!.rows);
    for (const { mixture, alpha, probability } of own) addScaled(coefficients, (probability / share) * mixture[c]!, alpha);
    if (coefficients.every((value) => value === 0)) return;
    const seesSources = c < ofSources;
    if (component.form === 'radial') {
      radial.push({ input: seesSources ? 'sources' : 'x', component, support: support[c]!, coefficients });
      return;
    }
    const direction = multiplyTransposed(support[c]!, coefficients);
    constant += addLinear(seesSources ? sourceWeights : descriptorWeights, component, direction);
  });
  return { share, scale, floorMs, constant, descriptorWeights, sourceWeights, radial };
}

function signalVarianceOf(hypotheses: readonly Hypothesis[], scale: LatencyScale): number {
  const own = hypotheses.filter((hypothesis) => hypothesis.scale === scale);
  const total = own.reduce((sum, { probability }) => sum + probability, 0);
  return own.reduce((sum, { probability, signalVariance }) => sum + (probability / total) * signalVariance, 0);
}

/** Variance of a measurement under the mean kernel, in units of the signal's variance, [n]. */
function posteriorVariance({ components, projected }: TransferFeatures, explanation: Explanation): Float64Array {
  const { mixture, support, kernels, noise, noiseFactors } = explanation;
  const samples = support[0]!.rows;
  const n = projected[0]!.rows;
  const own = new Float64Array(n);
  const withSamples = new Float64Array(n * samples);
  components.forEach((component, c) => {
    const weight = mixture[c]!;
    if (weight === 0) return;
    const z = projected[c]!;
    const { data } = kernelMatrix(component, z, support[c]!);
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

/**
 * Covariance of the errors of predicted measurements under the mean kernel, [rows, rows] in ms²: what is not known of the target is largely common
 * to architectures that are alike. `latencyMs`: [n] as predicted.
 */
export function errorCovariance(
  { components, projected }: TransferFeatures,
  { hypotheses, mixture, support, kernels, noise, noiseFactors }: Explanation,
  latencyMs: Float64Array,
  rows: readonly number[],
): Matrix {
  const samples = support[0]!.rows;
  const count = rows.length;
  const covariance = zeros(count, count);
  const withSamples = zeros(count, samples);
  components.forEach((component, c) => {
    if (mixture[c] === 0) return;
    const z = selectRows(projected[c]!, rows);
    addScaled(covariance.data, mixture[c]!, kernelMatrix(component, z, z).data);
    addScaled(withSamples.data, mixture[c]!, kernelMatrix(component, z, support[c]!).data);
  });
  const gp = new SmallGp(samples);
  const kernel = new Float64Array(samples * samples);
  mixKernels(kernels, mixture, kernel, samples);
  if (gp.fit(kernel, noise, noiseFactors)) {
    const { precision: meanPrecision, weights } = gp.mean;
    const explained = multiplyByTranspose(multiply(withSamples, gp.precision()), withSamples).data;
    const pull = multiplyVector(withSamples, weights);
    covariance.data.forEach((_, at) => {
      const [i, j] = [Math.floor(at / count), at % count];
      covariance.data[at]! += (1 - pull[i]! - pull[j]!) / meanPrecision - explained[at]!;
    });
  }
  for (let i = 0; i < count; i++) covariance.data[i * count + i]! += noise;
  const [raw, log] = (['raw', 'log'] as const).map((scale) => {
    const own = hypotheses.filter((hypothesis) => hypothesis.scale === scale);
    return own.reduce((sum, { probability, signalVariance }) => sum + probability * signalVariance, 0);
  });
  covariance.data.forEach((value, at) => {
    covariance.data[at] = value * (raw! + log! * latencyMs[rows[Math.floor(at / count)]!]! * latencyMs[rows[at % count]!]!);
  });
  return covariance;
}
