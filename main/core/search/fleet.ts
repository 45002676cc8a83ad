import { invalidInput } from '../lab-error.ts';
import { createRng, type Rng } from '../rng.ts';
import { spearman } from '../stats/spearman.ts';
import { type GatedFit, gatedTransfer } from '../transfer/gated-transfer.ts';
import { type MeasuredRows, measureInStages } from '../transfer/measure-in-stages.ts';
import type { Population } from '../transfer/population.ts';
import { savedTransfer, type SavedTransfer } from '../transfer/saved-transfer.ts';
import type { SourceDevice } from '../transfer/source-features.ts';
import { srccCertainty, type SrccCertainty } from '../transfer/srcc-certainty.ts';
import { kernelPrior, type KernelPrior, type TransferProblem, transferProblem } from '../transfer/transfer-problem.ts';
import { type LatencyBelief, latencyBelief } from './latency-belief.ts';

export interface FleetOptions {
  /** Measurements of each target that are used, at most. */
  readonly samples: number;
  readonly seed: number;
}

/** What is known of one device of a fleet. */
export interface FleetTarget extends Pick<GatedFit, 'advice' | 'chosen' | 'reason'> {
  /** Latencies of all candidates: the samples as measured, the others predicted. */
  readonly belief: LatencyBelief;
  /** Rows that were used. */
  readonly samples: readonly number[];
  /** Of the proxy with the samples; null where it is not defined. */
  readonly srccProxy: number | null;
  /** Of proxy and of what is predicted with measurements that were not used; null where there are fewer than 10. */
  readonly heldOut: { readonly rows: number; readonly proxy: number | null; readonly predicted: number | null } | null;
  /** What the samples alone say of the SRCC of the predictions. */
  readonly certainty: SrccCertainty | null;
  readonly saved: SavedTransfer;
}

export const fewestFleetSamples = 3;
const fewestHeldOut = 10;

/**
 * One proxy for many devices: what the proxy teaches is worked out once, for all of them. `population`: the candidates of one search on the proxy and
 * what is measured; `proxy`: its latencies on them, measured or predicted.
 */
export class Fleet {
  readonly #problem: TransferProblem;
  readonly #prior: KernelPrior;
  readonly #samples: number;
  readonly #rng: Rng;

  constructor(population: Population, proxy: SourceDevice, { samples, seed }: FleetOptions) {
    this.#rng = createRng(seed);
    this.#samples = samples;
    this.#problem = transferProblem(population, [proxy]);
    this.#prior = kernelPrior(this.#problem, samples, this.#rng.fork('prior'));
  }

  /** `latencyMs`: [n] of one target, NaN where not measured. `invalid-input` below 3 measurements, and where they say nothing. */
  learn(target: string, latencyMs: Float64Array): FleetTarget {
    const { population, devices } = this.#problem;
    const measured = population.candidates.filter((row) => latencyMs[row]! > 0);
    if (measured.length < fewestFleetSamples)
      throw invalidInput(
        `“${target}” has ${measured.length} measurements; at least ${fewestFleetSamples} are needed.`,
        'Measure some architectures on it, or leave it out of the fleet.',
      );
    const rng = this.#rng.fork(`target ${target}`);
    const { rows: samples, latencyMs: sampledMs } = this.#choose(measured, latencyMs, rng.fork('selection'));
    const fit = gatedTransfer({ problem: this.#problem, prior: this.#prior, samples, latencyMs: sampledMs, rng: rng.fork('fit') });
    const used = new Set(samples);
    const rest = measured.filter((row) => !used.has(row));
    const open = population.candidates.filter((row) => !used.has(row));
    const onRest = (values: Float64Array) =>
      spearman(
        rest.map((row) => values[row]!),
        rest.map((row) => latencyMs[row]!),
      );
    return {
      belief: latencyBelief(fit, samples, sampledMs),
      samples,
      advice: fit.advice,
      chosen: fit.chosen,
      reason: fit.reason,
      srccProxy: fit.srcc,
      heldOut:
        rest.length < fewestHeldOut ? null : { rows: rest.length, proxy: onRest(devices[0]!.latencyMs), predicted: onRest(fit.latencyMs) },
      certainty: open.length < 3 ? null : srccCertainty(fit, sampledMs, open, rng.fork('certainty')),
      saved: savedTransfer(this.#problem, fit, sampledMs),
    };
  }

  #choose(measured: readonly number[], latencyMs: Float64Array, rng: Rng): MeasuredRows {
    const measure = (rows: readonly number[]) => Float64Array.from(rows, (row) => latencyMs[row]!);
    if (measured.length <= this.#samples) return { rows: measured, latencyMs: measure(measured) };
    return measureInStages(this.#problem, this.#prior, { candidates: measured, count: this.#samples, rng, measure });
  }
}
