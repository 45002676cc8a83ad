import type { Matrix } from '../linalg/matrix.ts';
import type { Predictor } from '../predictors/predictor.ts';
import type { Rng } from '../rng.ts';
import type { EncodingForm } from '../spaces/search-space.ts';
import type { LatencyTerm } from './latency-formula.ts';
import { kernelPrior, type KernelPrior, type TransferProblem } from './transfer-problem.ts';

/** What predicts any architecture of the space: a formula on descriptors and sources, or a predictor on an encoding. */
export type FittedModel =
  | { readonly kind: 'formula'; readonly terms: readonly LatencyTerm[] }
  | { readonly kind: 'predictor'; readonly encoding: EncodingForm; readonly predictor: Predictor };

/** The target's latencies as a method sees them. */
export interface TransferFit {
  readonly model: FittedModel;
  /** [n] of the whole population. */
  readonly latencyMs: Float64Array;
  /** [n] standard deviation of a measurement; absent where the method has none. */
  readonly standardDeviationMs?: Float64Array;
  /** [K] prediction of each sample from the others; absent where the method has none. */
  readonly leaveOneOutMs?: Float64Array;
  /** What was used: proxies, weights, and what `auto` chose. */
  readonly chosen: string;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** A fit by a method that has intervals and leaves out samples. */
export type JudgedFit = TransferFit &
  Required<Pick<TransferFit, 'leaveOneOutMs' | 'standardDeviationMs'>> & {
    /** [K] what `standardDeviationMs` would be of each sample, were it left out. */
    readonly leaveOneOutDeviationMs: Float64Array;
    /** Covariance of the errors on rows of the population, [rows, rows] in ms². */
    readonly errorCovariance: (rows: readonly number[]) => Matrix;
  };

export interface TransferRequest {
  readonly problem: TransferProblem;
  /** What `kernelPrior` made of the problem; made anew where it is not given. */
  readonly prior?: KernelPrior;
  /** [K] different rows of the population. */
  readonly samples: readonly number[];
  /** [K] milliseconds measured on the target. */
  readonly latencyMs: Float64Array;
  readonly rng: Rng;
}

/** The prior that came with the request, or a new one. */
export function priorOf({ problem, prior, samples, rng }: TransferRequest): KernelPrior {
  return prior ?? kernelPrior(problem, samples.length, rng);
}
