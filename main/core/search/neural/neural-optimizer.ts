import type { Architecture, SearchSpace } from '../../spaces/search-space.ts';
import { mean } from '../../stats/summary.ts';
import type { Network } from '../../predictors/mlp/network.ts';
import { likelyArchitectures } from './likely-architectures.ts';

/** A device and what is wanted on it. */
export interface OptimizerQuestion {
  /** Of the signature set that it was trained with, milliseconds. */
  readonly signatureMs: Float64Array;
  readonly limitMs: number;
  /** How much score a rise of the latency's logarithm by 1 must bring, at least; 0: the limit alone counts. */
  readonly weight: number;
}

/** How proposals are judged before one is answered: by the lab's predictors. */
export interface Judges {
  latencyMs(architectures: readonly Architecture[]): Float64Array;
  score(architectures: readonly Architecture[]): Float64Array;
}

/** Proposals of the network that are judged for one answer. */
const proposals = 512;
const smallestProbability = 1e-4;

/**
 * Maps a device, known by its latencies on a signature set, and what is wanted straight to an architecture, with no search on the device (Lu, Yang and
 * Ren 2020, second approach): a network says how probable each choice is in the best architecture, a few of the most probable ones are judged.
 */
export class NeuralOptimizer {
  readonly #space: SearchSpace;
  readonly #network: Network;

  /** `network`: from `optimizerInputs` of a signature set to probabilities of all choices, gene by gene. */
  constructor(space: SearchSpace, network: Network) {
    this.#space = space;
    this.#network = network;
  }

  /** The best of what the network proposes that keeps the limit; null where none does. */
  answer(question: OptimizerQuestion, { latencyMs, score }: Judges): Architecture | null {
    const candidates = this.propose(question, proposals);
    const latencies = latencyMs(candidates);
    const scores = score(candidates);
    const worth = candidates.map((_, i) =>
      latencies[i]! <= question.limitMs && !Number.isNaN(scores[i]!) ? scores[i]! - question.weight * Math.log(latencies[i]!) : -Infinity,
    );
    const best = worth.reduce((most, value, i) => (value > worth[most]! ? i : most), 0);
    return worth[best] === -Infinity ? null : candidates[best]!;
  }

  /** The most probable architectures, the best first. */
  propose(question: OptimizerQuestion, count: number): Architecture[] {
    this.#network.batch.set(optimizerInputs(question));
    const outputs = this.#network.forward(1);
    let at = 0;
    const probabilities = this.#space.genes.map(({ values }) => values.map(() => Math.max(smallestProbability, outputs[at++]!)));
    return likelyArchitectures(probabilities, count);
  }
}

/** What the network sees: logarithms around their mean, so that a device that is slower by a factor is the same device. [signature + 2] */
export function optimizerInputs({ signatureMs, limitMs, weight }: OptimizerQuestion): Float64Array {
  const logs = signatureMs.map(Math.log);
  const height = mean(logs);
  return Float64Array.from([...logs.map((value) => value - height), Math.log(limitMs) - height, Math.sqrt(weight)]);
}
