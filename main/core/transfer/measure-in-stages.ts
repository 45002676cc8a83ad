import type { Rng } from '../rng.ts';
import { proposeSamples } from './propose-samples.ts';
import type { KernelPrior, TransferProblem } from './transfer-problem.ts';

export interface StagedMeasuring {
  readonly candidates: readonly number[];
  /** How many rows to measure in all. */
  readonly count: number;
  readonly rng: Rng;
  /** Latencies of rows of the target, in their order. */
  measure(rows: readonly number[]): Float64Array;
}

export interface MeasuredRows {
  readonly rows: readonly number[];
  readonly latencyMs: Float64Array;
}

/** Chosen before anything is known of the target. */
const firstStage = 8;
const laterStages = 3;

/**
 * Chooses and measures by turns: the first rows by what the sources teach, the others by what those before have taught of the target, as one who
 * measures until it is enough does anyway.
 */
export function measureInStages(problem: TransferProblem, prior: KernelPrior, request: StagedMeasuring): MeasuredRows {
  const { candidates, count, rng, measure } = request;
  const rows: number[] = [];
  let latencyMs = new Float64Array(0);
  const total = Math.min(count, candidates.length);
  for (let stage = 0; rows.length < total; stage++) {
    const size = stage === 0 ? Math.min(firstStage, total) : Math.ceil((total - rows.length) / Math.max(1, laterStages + 1 - stage));
    const next = proposeSamples(problem, prior, {
      candidates,
      count: size,
      measured: rows,
      latencyMs,
      planned: total,
      rng: rng.fork(`stage ${stage}`),
    });
    latencyMs = Float64Array.from([...latencyMs, ...measure(next)]);
    rows.push(...next);
  }
  return { rows, latencyMs };
}
