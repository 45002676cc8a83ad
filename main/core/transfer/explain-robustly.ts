import { median } from '../stats/quantiles.ts';
import { type Explanation, explainSamples } from './explain-samples.ts';
import type { KernelPrior } from './transfer-problem.ts';
import type { TransferFeatures } from './transfer-features.ts';

/** Below this many samples an outlier cannot be told from a wrong model. */
const fewestSamples = 8;
const rounds = 2;
/** Robust standard deviations from where on a sample counts for less. */
const tolerated = 1.7;

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
  for (let round = 0; round < rounds; round++) {
    const surprises = latencyMs.map((value, i) => Math.log(value / explanation.leaveOneOutMs[i]!));
    const deviation = 1.4826 * median(surprises.map(Math.abs));
    if (deviation === 0) return explanation;
    const noiseFactors = surprises.map((surprise) => Math.max(1, (surprise / (tolerated * deviation)) ** 2));
    if (noiseFactors.every((factor) => factor === 1)) return explanation;
    explanation = explainSamples(features, prior, samples, latencyMs, noiseFactors);
  }
  return explanation;
}
