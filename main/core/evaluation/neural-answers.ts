import { runToEnd } from '../run-to-end.ts';
import type { Rng } from '../rng.ts';
import type { LatencyBelief } from '../search/latency-belief.ts';
import { type OptimizerLessons, trainNeuralOptimizer } from '../search/neural/train-neural-optimizer.ts';
import type { Judges } from '../search/neural/neural-optimizer.ts';
import { quantiles } from '../stats/quantiles.ts';
import type { TransferProblem } from '../transfer/transfer-problem.ts';

export interface NeuralQuestion {
  /** Its sources are what the network is trained on; the target is none of them. */
  readonly problem: TransferProblem;
  /** Of the target; what is measured is the signature set. */
  readonly belief: LatencyBelief;
  /** [n] accuracies; NaN: not a candidate. */
  readonly scores: Float64Array;
  readonly limitsMs: readonly number[];
  readonly rng: Rng;
  /** Default: that of `trainNeuralOptimizer`. */
  readonly training?: Pick<OptimizerLessons, 'steps' | 'questions'>;
}

/** Limits at which a front is asked for, evenly over the target's latencies. */
const askedFor = 40;

/** Rows that a neural optimizer answers at the limits, and those that it answers over all of the target's range. Proposals that the table does not have are passed over. */
export function neuralAnswers({ problem, belief, scores, limitsMs, rng, training = {} }: NeuralQuestion) {
  const { population, sources } = problem;
  const { space, architectures } = population;
  const devices = sources.names.map((_, s) =>
    scores.map((__, row) => Math.exp(sources.offsets[s]! + sources.units[s]! * sources.matrix.data[row * sources.matrix.cols + s]!)),
  );
  const signature = [...belief.measured];
  const optimizer = runToEnd(trainNeuralOptimizer({ space, architectures, devices, scores, signature, rng, ...training }));
  const rows = new Map(architectures.map((architecture, row) => [space.print(architecture), row]));
  const valuesOf =
    (values: Float64Array): Judges['score'] =>
    (asked) =>
      Float64Array.from(asked, (architecture) => values[rows.get(space.print(architecture)) ?? -1] ?? NaN);
  const judges: Judges = { latencyMs: valuesOf(belief.latencyMs), score: valuesOf(scores) };
  const signatureMs = Float64Array.from(signature, (row) => belief.latencyMs[row]!);
  const answer = (limitMs: number): number | null => {
    const architecture = optimizer.answer({ signatureMs, limitMs, weight: 0 }, judges);
    return architecture === null ? null : rows.get(space.print(architecture))!;
  };
  const known = belief.latencyMs.filter((_, row) => !Number.isNaN(scores[row]!));
  const shares = Array.from({ length: askedFor }, (_, i) => 0.01 + (0.99 * i) / (askedFor - 1));
  return { picks: limitsMs.map(answer), front: quantiles(known, shares).flatMap((limitMs) => answer(limitMs) ?? []) };
}
