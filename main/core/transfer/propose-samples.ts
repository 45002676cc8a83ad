import type { Rng } from '../rng.ts';
import { explainRobustly } from './explain-robustly.ts';
import { type KernelMixture, meanMixture } from './kernel-mixtures.ts';
import { selectSamples } from './select-samples.ts';
import type { KernelPrior, TransferProblem } from './transfer-problem.ts';
import { mixKernels } from './weigh-hypotheses.ts';

export interface ProposalRequest {
  readonly candidates: readonly number[];
  /** How many rows to propose. */
  readonly count: number;
  /** Rows that are measured already. */
  readonly measured?: readonly number[];
  /** What was measured on them; from `fewestToLearn` on they say what the next ones should tell apart. */
  readonly latencyMs?: Float64Array;
  /** How many rows will be measured in all; default: these and those measured already. */
  readonly planned?: number;
  readonly rng: Rng;
}

/** What the latencies of the target are thought to follow, and how noisy their measurements, where latencies have variance 1. */
interface Belief {
  readonly mixture: KernelMixture;
  readonly noise?: number;
}

/** Before fewer samples the sources know better what counts. */
const fewestToLearn = 5;
/**
 * Sources weigh so much more in the choice of few samples than in their explanation: few can do no more than tell sources apart, many teach what no
 * source knows, and are chosen for what is thought to explain the target.
 */
const sourceEmphasisOfFew = 3;
const [few, many] = [10, 20];
const [leastNoise, mostNoise] = [0.02, 1];

/** The rows whose measurement says most about the target, the most informative first. */
export function proposeSamples(problem: TransferProblem, prior: KernelPrior, request: ProposalRequest): number[] {
  const { features } = problem;
  return selectSamples({ ...request, features, ...beliefOf(problem, prior, request) });
}

function beliefOf({ features }: TransferProblem, prior: KernelPrior, request: ProposalRequest): Belief {
  const { count, measured = [], latencyMs, planned = count + measured.length } = request;
  const emphasis = sourceEmphasis(planned);
  const emphasise = (mixture: KernelMixture) => mixture.map((weight, c) => (c < features.ofSources ? emphasis * weight : weight));
  if (latencyMs === undefined || latencyMs.length < fewestToLearn || latencyMs.every((value) => value === latencyMs[0])) {
    return { mixture: emphasise(meanMixture(prior.mixtures, prior.logPriors)) };
  }
  const { mixture, kernels, noise } = explainRobustly(features, prior, measured, latencyMs);
  const samples = measured.length;
  const signal = mixKernels(kernels, mixture, new Float64Array(samples * samples), samples);
  return { mixture: emphasise(mixture), noise: Math.min(mostNoise, Math.max(leastNoise, noise / signal)) };
}

function sourceEmphasis(planned: number): number {
  const share = Math.max(0, Math.min(1, (many - planned) / (many - few)));
  return 1 + share * (sourceEmphasisOfFew - 1);
}
