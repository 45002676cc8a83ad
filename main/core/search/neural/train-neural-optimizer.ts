import { Trainer } from '../../predictors/mlp/trainer.ts';
import type { Rng } from '../../rng.ts';
import type { Architecture, SearchSpace } from '../../spaces/search-space.ts';
import { NeuralOptimizer, optimizerInputs } from './neural-optimizer.ts';

/** What a network learns from: devices whose latencies are known or predicted everywhere. */
export interface OptimizerLessons {
  readonly space: SearchSpace;
  readonly architectures: readonly Architecture[];
  /** Of each device [architectures] milliseconds. */
  readonly devices: readonly Float64Array[];
  /** [architectures], larger is better; NaN: not a candidate. */
  readonly scores: Float64Array;
  /** Rows of the architectures by which a device is known. */
  readonly signature: readonly number[];
  readonly rng: Rng;
  /** Default: 8,000. */
  readonly steps?: number;
  /** Different ones, each is met several times; default: 12,000. */
  readonly questions?: number;
}

const hidden = [128, 128];
const batchRows = 64;
const [firstRate, lastRate] = [3e-3, 1e-5];
/** Half of the questions are about limits alone, the others about weights up to this. */
const largestWeight = 20;

/**
 * Trains a neural optimizer on the answers to random questions about random mixtures of two devices: as devices of a family lie between each other,
 * those that are not known yet are likely to. Yields the share that is done.
 */
export function* trainNeuralOptimizer({
  space,
  architectures,
  devices,
  scores,
  signature,
  rng,
  steps = 8000,
  questions = 12_000,
}: OptimizerLessons): Generator<number, NeuralOptimizer> {
  const logs = devices.map((latencyMs) => latencyMs.map(Math.log));
  const known = [...scores.keys()].filter((row) => !Number.isNaN(scores[row]!));
  const bestFirst = known.toSorted((a, b) => scores[b]! - scores[a]!);
  const offsets = space.genes.reduce<number[]>((sums, { values }) => [...sums, sums.at(-1)! + values.length], [0]);
  const outputs = offsets.at(-1)!;
  const trainer = new Trainer([signature.length + 2, ...hidden, outputs], batchRows, { weightDecay: 1e-3, rng: rng.fork('weights') });
  const { network } = trainer;

  const drawing = rng.fork('questions');
  const lessons: { readonly inputs: Float64Array; readonly answer: Architecture }[] = [];
  for (let q = 0; q < questions; q++) {
    const [one, other, share] = [drawing.pick(logs), drawing.pick(logs), drawing.next()];
    const mixed = (row: number) => share * one[row]! + (1 - share) * other[row]!;
    const limit = mixed(drawing.pick(known));
    const weight = drawing.next() < 0.5 ? 0 : largestWeight * drawing.next() ** 2;
    const best = bestWithin(bestFirst, scores, mixed, limit, weight);
    const signatureMs = Float64Array.from(signature, (row) => Math.exp(mixed(row)));
    lessons.push({
      inputs: optimizerInputs({ signatureMs, limitMs: Math.exp(limit), weight }),
      answer: space.canonical(architectures[best]!),
    });
    if (q % 50 === 49) yield (0.5 * q) / questions;
  }

  const targets = new Float32Array(batchRows * outputs);
  for (let step = 0; step < steps; step++) {
    targets.fill(0);
    for (let row = 0; row < batchRows; row++) {
      const { inputs, answer } = drawing.pick(lessons);
      network.batch.set(inputs, row * inputs.length);
      answer.forEach((choice, gene) => (targets[row * outputs + offsets[gene]! + choice] = 1));
    }
    // Squared errors from zeros and ones are least at the probabilities (Brier 1950).
    trainer.step(targets, lastRate + ((firstRate - lastRate) * (1 + Math.cos((Math.PI * step) / steps))) / 2);
    if (step % 10 === 9) yield 0.5 + (0.5 * step) / steps;
  }
  return new NeuralOptimizer(space, network);
}

/** The row with the most worth that keeps the limit. `bestFirst`: rows by falling score; `log`: of a row's latency. */
function bestWithin(
  bestFirst: readonly number[],
  scores: Float64Array,
  log: (row: number) => number,
  limit: number,
  weight: number,
): number {
  let [best, most] = [-1, -Infinity];
  for (const row of bestFirst) {
    const latency = log(row);
    if (latency > limit) continue;
    const worth = scores[row]! - weight * latency;
    if (worth > most) [best, most] = [row, worth];
    if (weight === 0) break;
  }
  return best;
}
