import { invalidInput } from '../lab-error.ts';
import type { Rng } from '../rng.ts';
import { drawMixtures, type KernelMixture } from './kernel-mixtures.ts';
import type { Population } from './population.ts';
import { rehearseMixtures } from './rehearse-mixtures.ts';
import { type SourceDevice, type SourceFeatures, sourceFeatures } from './source-features.ts';
import { transferFeatures, type TransferFeatures } from './transfer-features.ts';

/** What is known before anything is measured on the target. */
export interface TransferProblem {
  readonly population: Population;
  readonly devices: readonly SourceDevice[];
  readonly sources: SourceFeatures;
  readonly features: TransferFeatures;
}

/** Kernels that may explain the target, and how probable each of them is before it is measured. */
export interface KernelPrior {
  readonly mixtures: readonly KernelMixture[];
  readonly logPriors: Float64Array;
}

const mixtureCount = 160;
/** With more samples, whose fits take time with the third power, only the most probable mixtures are tried, but never fewer than these. */
const samplesForAll = 100;
const fewestMixtures = 12;

/** `invalid-input` as of `sourceFeatures`. */
export function transferProblem(population: Population, devices: readonly SourceDevice[]): TransferProblem {
  const sources = sourceFeatures(population, devices);
  return { population, devices, sources, features: transferFeatures(population, sources) };
}

/** The same without the sources. */
export function withoutSources({ population }: TransferProblem): TransferProblem {
  return transferProblem(population, []);
}

/** What the sources teach of explaining a device by that many samples. */
export function kernelPrior({ population, devices, sources, features }: TransferProblem, samples: number, rng: Rng): KernelPrior {
  if (features.components.length === 0)
    throw invalidInput('All architectures are the same: there is nothing to learn.', 'Add other architectures.');
  const mixtures = drawMixtures(features.components, mixtureCount, rng.fork('mixtures'));
  const logPriors = rehearseMixtures({ population, devices, sources, mixtures, samples, rng: rng.fork('rehearsal') });
  const kept = mixturesFor(samples);
  if (kept === mixtureCount) return { mixtures, logPriors };
  const best = [...mixtures.keys()].sort((a, b) => logPriors[b]! - logPriors[a]! || a - b).slice(0, kept);
  return { mixtures: best.map((m) => mixtures[m]!), logPriors: Float64Array.from(best, (m) => logPriors[m]!) };
}

function mixturesFor(samples: number): number {
  const affordable = Math.round(mixtureCount * (samplesForAll / samples) ** 2);
  return Math.max(fewestMixtures, Math.min(mixtureCount, affordable));
}
