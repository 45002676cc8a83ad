import type { Rng } from '../rng.ts';
import type { KernelComponent } from './kernel-component.ts';

/** Weights of the components of one kernel, the largest being 1. */
export type KernelMixture = Float64Array;

/** A kernel of nothing but weak components explains nothing, where there are stronger ones. */
const smallestLargest = 0.3;

/** `count` mixtures, each component's weight drawn from the ones it offers. */
export function drawMixtures(components: readonly KernelComponent[], count: number, rng: Rng): KernelMixture[] {
  const mixtures: KernelMixture[] = [];
  const strongest = Math.max(...components.flatMap(({ weights }) => weights));
  if (!(strongest > 0)) throw new RangeError('no component has a weight');
  const least = Math.min(smallestLargest, strongest);
  while (mixtures.length < count) {
    const mixture = Float64Array.from(components, ({ weights }) => rng.pick(weights));
    const largest = mixture.reduce((most, weight) => Math.max(most, weight), 0);
    if (largest >= least) mixtures.push(mixture.map((weight) => weight / largest));
  }
  return mixtures;
}

/** Mean weight of each component, given the logarithms of the mixtures' probabilities. */
export function meanMixture(mixtures: readonly KernelMixture[], logPriors: Float64Array): KernelMixture {
  const mean = new Float64Array(mixtures[0]?.length ?? 0);
  const largest = logPriors.reduce((most, value) => Math.max(most, value), -Infinity);
  const total = logPriors.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  mixtures.forEach((mixture, m) => {
    const probability = Math.exp(logPriors[m]! - largest) / total;
    mixture.forEach((weight, c) => (mean[c]! += probability * weight));
  });
  return mean;
}
