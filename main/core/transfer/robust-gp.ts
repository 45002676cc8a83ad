import { median } from '../stats/quantiles.ts';
import { fitGpTransfer, type GpTransfer } from './gp-transfer.ts';
import type { KernelPrior } from './transfer-problem.ts';
import type { TransferFeatures } from './transfer-features.ts';

/** Below this many samples an outlier cannot be told from a wrong model. */
const fewestSamples = 8;
const rounds = 2;
/** Robust standard deviations from where on a sample counts for less. */
const tolerated = 2;

/**
 * A Gaussian process in which samples far from what the others say of them count as noisier: their noise grows with the square of their distance,
 * as in iteratively reweighted least squares, so that a single bad measurement bends nothing.
 */
export function fitRobustGp(
  features: TransferFeatures,
  { mixtures, logPriors }: KernelPrior,
  samples: readonly number[],
  latencyMs: Float64Array,
): GpTransfer {
  let fit = fitGpTransfer(features, mixtures, samples, latencyMs, { logPriors });
  if (samples.length < fewestSamples) return fit;
  for (let round = 0; round < rounds; round++) {
    const surprises = latencyMs.map((value, i) => Math.log(value / fit.leaveOneOutMs[i]!));
    const deviation = 1.4826 * median(surprises.map(Math.abs));
    if (deviation === 0) return fit;
    const noiseFactors = surprises.map((surprise) => Math.max(1, (surprise / (tolerated * deviation)) ** 2));
    if (noiseFactors.every((factor) => factor === 1)) return fit;
    fit = fitGpTransfer(features, mixtures, samples, latencyMs, { logPriors, noiseFactors });
  }
  return fit;
}
