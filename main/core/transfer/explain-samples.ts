import { type Matrix, selectRows } from '../linalg/matrix.ts';
import { addScaled } from '../linalg/multiply.ts';
import { kernelMatrix } from './kernel-component.ts';
import type { KernelMixture } from './kernel-mixtures.ts';
import { noiseOnScale, toLatency } from './latency-scales.ts';
import { SmallGp } from './small-gp.ts';
import type { TransferFeatures } from './transfer-features.ts';
import type { KernelPrior } from './transfer-problem.ts';
import { type Hypothesis, mixKernels, weighHypotheses } from './weigh-hypotheses.ts';

/** A few samples of the target, and the hypotheses that explain them. */
export interface Explanation {
  /** [K] as measured. */
  readonly sampleMs: Float64Array;
  readonly hypotheses: readonly Hypothesis[];
  /** How much each component counts, and how strong the noise is, averaged over hypotheses. */
  readonly mixture: KernelMixture;
  readonly noise: number;
  /** Per sample, how much noisier it is thought to be than the rest. */
  readonly noiseFactors: Float64Array | undefined;
  /** What each component sees of the samples, and its kernel on them. */
  readonly support: readonly Matrix[];
  readonly kernels: readonly Matrix[];
  /** [K] what the others say of each sample. */
  readonly leaveOneOutMs: Float64Array;
  /** [K] standard deviation of each sample's measurement, as the others predict it. */
  readonly leaveOneOutDeviationMs: Float64Array;
  /** Where latencies end, see `toLatency`. */
  readonly floorMs: number;
}

/** Leaving out is only asked of hypotheses that matter. */
const countingProbability = 0.005;

/** `samples`: [K] rows of the population; `latencyMs`: [K] measured on the target, positive and not all the same. */
export function explainSamples(
  features: TransferFeatures,
  { mixtures, logPriors }: KernelPrior,
  samples: readonly number[],
  latencyMs: Float64Array,
  noiseFactors?: Float64Array,
): Explanation {
  const support = features.projected.map((z) => selectRows(z, samples));
  const kernels = features.components.map((component, c) => kernelMatrix(component, support[c]!, support[c]!));
  const hypotheses = weighHypotheses(kernels, mixtures, latencyMs, { logPriors, noiseFactors });
  const floorMs = latencyMs.reduce((least, value) => Math.min(least, value), Infinity) / 4;
  const mixture = new Float64Array(features.components.length);
  let noise = 0;
  for (const hypothesis of hypotheses) {
    addScaled(mixture, hypothesis.probability, hypothesis.mixture);
    noise += hypothesis.probability * hypothesis.noise;
  }
  const leftOut = leaveOneOut(kernels, hypotheses, latencyMs, floorMs, noiseFactors);
  return { sampleMs: latencyMs, hypotheses, mixture, noise, noiseFactors, support, kernels, floorMs, ...leftOut };
}

function leaveOneOut(
  kernels: readonly Matrix[],
  hypotheses: readonly Hypothesis[],
  latencyMs: Float64Array,
  floorMs: number,
  noiseFactors: Float64Array | undefined,
): Pick<Explanation, 'leaveOneOutMs' | 'leaveOneOutDeviationMs'> {
  const samples = latencyMs.length;
  const gp = new SmallGp(samples);
  const kernel = new Float64Array(samples * samples);
  const predicted = new Float64Array(samples);
  const deviations = new Float64Array(samples);
  let total = 0;
  const factors = { raw: noiseOnScale('raw', latencyMs, noiseFactors), log: noiseFactors };
  const counting = Math.min(countingProbability, Math.max(...hypotheses.map(({ probability }) => probability)));
  for (const { mixture, noise, scale, probability, alpha, signalVariance } of hypotheses) {
    if (probability < counting) continue;
    mixKernels(kernels, mixture, kernel, samples);
    if (!gp.fit(kernel, noise, factors[scale])) continue;
    const { data } = gp.precision();
    total += probability;
    for (let i = 0; i < samples; i++) {
      const value = scale === 'log' ? Math.log(latencyMs[i]!) : latencyMs[i]!;
      const precision = data[i * samples + i]!;
      const latency = toLatency(scale, value - alpha[i]! / precision, floorMs);
      predicted[i]! += probability * latency;
      deviations[i]! += probability * Math.sqrt(signalVariance / precision) * (scale === 'log' ? latency : 1);
    }
  }
  return { leaveOneOutMs: predicted.map((value) => value / total), leaveOneOutDeviationMs: deviations.map((value) => value / total) };
}
