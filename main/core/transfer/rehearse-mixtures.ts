import { type Matrix, row, zeros } from '../linalg/matrix.ts';
import { addScaled, multiplyByTranspose } from '../linalg/multiply.ts';
import type { Rng } from '../rng.ts';
import { averageRanks } from '../stats/ranks.ts';
import { rankCorrelation, spearman } from '../stats/spearman.ts';
import type { KernelMixture } from './kernel-mixtures.ts';
import type { Population } from './population.ts';
import type { SourceDevice, SourceFeatures } from './source-features.ts';
import { kernelsBetween, transferFeatures } from './transfer-features.ts';
import { weighHypotheses } from './weigh-hypotheses.ts';

export interface Rehearsal {
  readonly population: Population;
  readonly devices: readonly SourceDevice[];
  readonly sources: SourceFeatures;
  /** Of the components of `transferFeatures` on these sources. */
  readonly mixtures: readonly KernelMixture[];
  /** How many architectures will be measured on the target. */
  readonly samples: number;
  readonly rng: Rng;
}

const mostDevices = 8;
/** With more samples the target's own measurements choose the mixtures. */
const mostSamples = 20;
const mostTests = 200;
/** A source so much like another would teach that sources alone will do. */
const alike = 0.95;
/** Architectures on which sources are compared. */
const mostCompared = 1000;
/** Difference of the logarithms of the first and the last prior, with one sample; it falls with their number, as the target speaks for itself. */
const spread = 30;

/**
 * Logarithms of the mixtures' prior probabilities, one a mixture, from how well they do on the sources: each of these plays the target, with as
 * many random measurements as the target will have, and its own other measurements judge how every mixture ranks them with the help of the other
 * sources. What carries over from device to device in this space is thus learned and not set. All alike where there is nothing to rehearse on.
 */
export function rehearseMixtures({ population, devices, sources, mixtures, samples, rng }: Rehearsal): Float64Array {
  const totals = new Float64Array(mixtures.length);
  for (const player of rng.sampleWithout(sources.names.length, Math.min(mostDevices, sources.names.length))) {
    const { latencyMs } = devices.find(({ name }) => name === sources.names[player])!;
    const measured = rng.shuffle(population.candidates.filter((row) => latencyMs[row]! > 0));
    const training = measured.slice(0, Math.min(samples, mostSamples));
    const tests = measured.slice(training.length, training.length + mostTests);
    if (training.length < 3 || tests.length < 2 * training.length) continue;
    const scores = scoreMixtures({ population, sources, mixtures, player, training, tests, latencyMs });
    if (scores) addScaled(totals, 1, scores);
  }
  const logPriors = new Float64Array(mixtures.length);
  if (totals.every((total) => total === 0)) return logPriors;
  const order = [...totals.keys()].sort((a, b) => totals[b]! - totals[a]! || a - b);
  order.forEach((mixture, place) => (logPriors[mixture] = (-spread / samples) * (place / mixtures.length)));
  return logPriors;
}

interface Play extends Pick<Rehearsal, 'population' | 'sources' | 'mixtures'> {
  readonly player: number;
  readonly training: readonly number[];
  readonly tests: readonly number[];
  readonly latencyMs: Float64Array;
}

/** SRCC on the tests, one a mixture; undefined where the player's measurements are all the same. */
function scoreMixtures({ population, sources, mixtures, player, training, tests, latencyMs }: Play): Float64Array | undefined {
  const values = Float64Array.from(training, (row) => latencyMs[row]!);
  if (values.every((value) => value === values[0])) return undefined;
  const truth = Float64Array.from(tests, (row) => latencyMs[row]!);
  const features = transferFeatures(population, sources, othersThan(player, sources.matrix));
  const missing = mixtures[0]!.length - features.components.length; // without other sources their components are not there
  const onTraining = kernelsBetween(features, training, training);
  const own = mixtures.map((mixture) => mixture.subarray(missing));
  const alphas = own.map((mixture) => likelierWeights(onTraining, mixture, values));
  const predicted = zeros(mixtures.length, tests.length);
  kernelsBetween(features, tests, training).forEach((kernel, c) => {
    const scaled = zeros(mixtures.length, training.length);
    alphas.forEach((alpha, m) => addScaled(row(scaled, m), own[m]![c]!, alpha));
    addScaled(predicted.data, 1, multiplyByTranspose(scaled, kernel).data);
  });
  const ranks = averageRanks(truth);
  return Float64Array.from(mixtures, (_, m) => rankCorrelation(averageRanks(row(predicted, m)), ranks) ?? 0);
}

/** α of the likelier scale, with k(x)·α ranking architectures as one kernel would. */
function likelierWeights(kernels: readonly Matrix[], mixture: KernelMixture, latencyMs: Float64Array): Float64Array {
  const hypotheses = weighHypotheses(kernels, [mixture], latencyMs);
  const raw = hypotheses.reduce((sum, { scale, probability }) => sum + (scale === 'raw' ? probability : 0), 0);
  const likelier = raw >= 0.5 ? 'raw' : 'log';
  const weights = new Float64Array(latencyMs.length);
  for (const { scale, probability, alpha } of hypotheses) if (scale === likelier) addScaled(weights, probability, alpha);
  return weights;
}

/** Columns of the sources that don't rank all architectures as the player does. */
function othersThan(player: number, { rows, cols, data }: Matrix): number[] {
  const step = Math.ceil(rows / mostCompared);
  const column = (s: number) => Float64Array.from({ length: Math.ceil(rows / step) }, (_, i) => data[i * step * cols + s]!);
  const own = column(player);
  return [...Array(cols).keys()].filter((s) => s !== player && (spearman(own, column(s)) ?? 0) < alike);
}
