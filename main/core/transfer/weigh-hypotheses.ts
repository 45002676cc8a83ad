import type { Matrix } from '../linalg/matrix.ts';
import { mean } from '../stats/summary.ts';
import type { KernelMixture } from './kernel-mixtures.ts';
import { type LatencyScale, noiseOnScale } from './latency-scales.ts';
import { SmallGp } from './small-gp.ts';

/** One explanation of the samples: a kernel, a level of noise, a scale; with what follows from it. */
export interface Hypothesis {
  readonly mixture: KernelMixture;
  /** Variance of the noise, where the kernel's mean diagonal is the unit of the signal; of a single sample: times its factor, see `noiseOnScale`. */
  readonly noise: number;
  readonly scale: LatencyScale;
  /** Posterior probability; all hypotheses together have 1. */
  readonly probability: number;
  /** In the unit of its scale: prediction = constant + k(x)·alpha. */
  readonly constant: number;
  readonly alpha: Float64Array;
  readonly signalVariance: number;
}

export interface WeighOptions {
  /** Per sample, how much noisier it is thought to be than the rest; default 1. */
  readonly noiseFactors?: Float64Array | undefined;
  /** Logarithm of the prior probability of each mixture, up to a constant; default 0. */
  readonly logPriors?: Float64Array | undefined;
}

/** Shares of the kernel's mean diagonal. */
const noiseShares = [0.003, 0.01, 0.03, 0.1, 0.3, 1];
const scales: readonly LatencyScale[] = ['raw', 'log'];
/** Hypotheses less probable than this do not count. */
const smallestProbability = 1e-6;

/**
 * All combinations of mixtures, noise and scale, weighed by how probable they make the samples. `kernels`: [K, K] of each component on the
 * samples; `latencyMs`: [K], positive, not all the same.
 */
export function weighHypotheses(
  kernels: readonly Matrix[],
  mixtures: readonly KernelMixture[],
  latencyMs: Float64Array,
  { noiseFactors, logPriors }: WeighOptions = {},
): Hypothesis[] {
  const n = latencyMs.length;
  const gp = new SmallGp(n);
  const targets = scales.map((scale) => ({ ...standardise(scale, latencyMs), factors: noiseOnScale(scale, latencyMs, noiseFactors) }));
  const kernel = new Float64Array(n * n);
  const found: (Omit<Hypothesis, 'probability'> & { unit: number; logEvidence: number })[] = [];
  for (const [m, mixture] of mixtures.entries()) {
    const diagonal = mixKernels(kernels, mixture, kernel, n);
    for (const share of noiseShares) {
      const noise = share * diagonal;
      for (const { scale, z, offset, unit, logJacobian, factors } of targets) {
        if (!gp.fit(kernel, noise, factors)) continue;
        const { constant, alpha } = gp.weights(z);
        const { logEvidence, signalVariance } = gp.evidence(z, alpha);
        found.push({
          mixture,
          noise,
          scale,
          constant: offset + unit * constant,
          alpha,
          unit,
          signalVariance: unit * unit * signalVariance,
          logEvidence: logEvidence + logJacobian + (logPriors?.[m] ?? 0),
        });
      }
    }
  }
  const best = found.reduce((most, { logEvidence }) => Math.max(most, logEvidence), -Infinity);
  const total = found.reduce((sum, { logEvidence }) => sum + Math.exp(logEvidence - best), 0);
  const kept = found.filter(({ logEvidence }) => Math.exp(logEvidence - best) >= smallestProbability * total);
  const keptTotal = kept.reduce((sum, { logEvidence }) => sum + Math.exp(logEvidence - best), 0);
  return kept.map(({ logEvidence, unit, alpha, ...hypothesis }) => ({
    ...hypothesis,
    alpha: alpha.map((value) => unit * value),
    probability: Math.exp(logEvidence - best) / keptTotal,
  }));
}

/** Writes the weighted sum of the kernels; returns its mean diagonal. */
export function mixKernels(kernels: readonly Matrix[], mixture: KernelMixture, target: Float64Array, n: number): number {
  target.fill(0);
  kernels.forEach(({ data }, c) => {
    const weight = mixture[c]!;
    if (weight > 0) for (let i = 0; i < target.length; i++) target[i]! += weight * data[i]!;
  });
  let trace = 0;
  for (let i = 0; i < n; i++) trace += target[i * n + i]!;
  return trace / n;
}

function standardise(scale: LatencyScale, latencyMs: Float64Array) {
  const n = latencyMs.length;
  const logs = latencyMs.map(Math.log);
  const values = scale === 'log' ? logs : latencyMs;
  const offset = mean(values);
  const unit = Math.sqrt(mean(values.map((value) => (value - offset) ** 2))) || 1;
  // Densities of different scales are compared per millisecond.
  const logJacobian = -n * Math.log(unit) - (scale === 'log' ? n * mean(logs) : 0);
  return { scale, z: values.map((value) => (value - offset) / unit), offset, unit, logJacobian };
}
