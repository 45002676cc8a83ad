import { median } from '../stats/quantiles.ts';
import { type Explanation, explainSamples } from './explain-samples.ts';
import type { KernelMixture } from './kernel-mixtures.ts';
import type { KernelPrior } from './transfer-problem.ts';
import type { TransferFeatures } from './transfer-features.ts';

/**
 * Below this many samples an outlier cannot be told from a wrong model: with ten, those of a device whose latencies jump were taken for bad (SRCC
 * .85 instead of .93 on an edge TPU), and noise is stood hardly better.
 */
const fewestSamples = 12;
const rounds = 2;
const smallestProbability = 1e-4;
/** Robust standard deviations from where on a sample counts for less. */
const tolerated = 1.2;

/**
 * An explanation in which samples far from what the others say of them count as noisier: their noise grows with the square of their distance,
 * as in iteratively reweighted least squares, so that a single bad measurement bends nothing.
 */
export function explainRobustly(
  features: TransferFeatures,
  prior: KernelPrior,
  samples: readonly number[],
  latencyMs: Float64Array,
): Explanation {
  let explanation = explainSamples(features, prior, samples, latencyMs);
  if (samples.length < fewestSamples) return explanation;
  const probable = probableMixtures(prior, explanation);
  for (let round = 0; round < rounds; round++) {
    const surprises = latencyMs.map((value, i) => Math.log(value / explanation.leaveOneOutMs[i]!));
    const deviation = 1.4826 * median(surprises.map(Math.abs));
    if (deviation === 0) return explanation;
    const noiseFactors = surprises.map((surprise) => Math.max(1, (surprise / (tolerated * deviation)) ** 2));
    if (noiseFactors.every((factor) => factor === 1)) return explanation;
    explanation = explainSamples(features, probable, samples, latencyMs, noiseFactors);
  }
  return explanation;
}

/** Mixtures that explain nothing with all samples at full weight won't with fewer. */
function probableMixtures({ mixtures, logPriors }: KernelPrior, { hypotheses }: Explanation): KernelPrior {
  const probabilities = new Map<KernelMixture, number>();
  for (const { mixture, probability } of hypotheses) probabilities.set(mixture, (probabilities.get(mixture) ?? 0) + probability);
  const kept = [...mixtures.keys()].filter((m) => (probabilities.get(mixtures[m]!) ?? 0) >= smallestProbability);
  return { mixtures: kept.map((m) => mixtures[m]!), logPriors: Float64Array.from(kept, (m) => logPriors[m]!) };
}
