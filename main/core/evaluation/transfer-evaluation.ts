import { invalidInput } from '../lab-error.ts';
import { createRng, type Rng } from '../rng.ts';
import { completePairs } from '../stats/complete-pairs.ts';
import { regressionScores } from '../stats/regression-scores.ts';
import { spearman } from '../stats/spearman.ts';
import { bestProxy } from '../transfer/best-proxy.ts';
import type { Population } from '../transfer/population.ts';
import type { SourceDevice } from '../transfer/source-features.ts';
import type { TransferFit } from '../transfer/transfer-fit.ts';
import { fitTransfer, type TransferMethod } from '../transfer/transfer-method.ts';
import { type MeasuredRows, measureInStages } from '../transfer/measure-in-stages.ts';
import { kernelPrior, type KernelPrior, type TransferProblem, transferProblem } from '../transfer/transfer-problem.ts';
import type { EvaluationRow } from './evaluation-report.ts';

export const transferMetrics = ['srcc', 'srccHeldOut', 'srccProxy', 'r2', 'rmseMs', 'mape', 'coverage', 'fitMs'] as const;
export type TransferMetric = (typeof transferMetrics)[number];
export const transferErrors: readonly TransferMetric[] = ['rmseMs', 'mape', 'fitMs'];

/** Which targets a method is tried on, and what it is given. */
export interface TransferProtocol {
  /** Columns that may be sources; a target is never its own source. */
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  /** Take every source alone instead of all together. */
  readonly eachSource: boolean;
  /** Numbers of measurements on the target. */
  readonly samples: readonly number[];
  /** Architectures that each source has measured, drawn at random a seed and source; null: all. */
  readonly sourceSamples: number | null;
  /** Sources with this SRCC to the target, or more, are left out; null: none are. */
  readonly excludeSimilar: number | null;
  /** Device → group: sources of the target's group are left out. */
  readonly groups: ReadonlyMap<string, string>;
  /** Standard deviation of multiplicative noise on the target's samples; with any, 5 % of them are 1.5 times too slow as well. */
  readonly noise: number;
  readonly method: TransferMethod;
  readonly baselines: readonly TransferMethod[];
  readonly select: 'ivr' | 'random';
  /** Seeds 1 … seeds. */
  readonly seeds: number;
}

/** One independent piece of an evaluation: its rows depend on nothing else. */
export interface TransferUnit {
  readonly target: string;
  readonly seed: number;
  readonly sources: readonly string[];
}

export interface TransferRows {
  readonly rows: readonly EvaluationRow<TransferMetric>[];
  readonly baselines: readonly EvaluationRow<TransferMetric>[];
}

const outlierShare = 0.05;
const outlierFactor = 1.5;

/** A table whose columns are both sources and targets. */
export class TransferEvaluation {
  readonly #population: Population;
  readonly #columns: ReadonlyMap<string, Float64Array>;
  readonly #protocol: TransferProtocol;
  readonly #now: () => number;
  /** Sources as one seed sees them. */
  readonly #devices = new Map<string, SourceDevice>();
  /** Of the last unit: the next one often has the same sources. */
  #last: { readonly key: string; readonly problem: TransferProblem } | undefined;

  /** `columns`: device → [n] milliseconds, NaN where not measured. `now`: a clock in milliseconds, for `fitMs` alone. */
  constructor(population: Population, columns: ReadonlyMap<string, Float64Array>, protocol: TransferProtocol, now: () => number) {
    this.#population = population;
    this.#columns = columns;
    this.#protocol = protocol;
    this.#now = now;
  }

  /** All units, in the order in which their rows are reported. `invalid-input` where a target has no source left, or too few architectures. */
  plan(): TransferUnit[] {
    const { targets, eachSource, seeds } = this.#protocol;
    return targets.flatMap((target) => {
      this.#checkTarget(target);
      const sources = this.#sourcesOf(target);
      const sets = eachSource ? sources.map((source) => [source]) : [sources];
      return sets.flatMap((set) => Array.from({ length: seeds }, (_, s) => ({ target, seed: s + 1, sources: set })));
    });
  }

  run({ target, seed, sources }: TransferUnit): TransferRows {
    const { samples, method, baselines, eachSource } = this.#protocol;
    const problem = this.#problem(sources, seed);
    const rng = createRng(seed).fork(`target ${target}`);
    const about = { target, seed, ...(eachSource ? { source: sources[0]! } : {}) };
    const rows: EvaluationRow<TransferMetric>[] = [];
    const baselineRows: EvaluationRow<TransferMetric>[] = [];
    for (const count of samples) {
      const own = rng.fork(`${count} samples`);
      const prior = usesKernels(this.#protocol) ? kernelPrior(problem, count, own.fork('prior')) : null;
      const { rows: chosen, latencyMs } = this.#measured(problem, prior, target, count, own);
      for (const [wanted, into] of [[method, rows] as const, ...baselines.map((baseline) => [baseline, baselineRows] as const)]) {
        const start = this.#now();
        const fit = fitTransfer(wanted, { problem, samples: chosen, latencyMs, rng: own.fork('fit'), ...(prior ? { prior } : {}) });
        const fitMs = this.#now() - start;
        const metrics = { ...this.#score(problem, target, chosen, latencyMs, fit), fitMs };
        into.push({ ...about, samples: count, method: wanted, chosen: fit.chosen, metrics });
      }
    }
    return { rows, baselines: baselineRows };
  }

  #checkTarget(target: string): void {
    const values = this.#columns.get(target);
    if (!values) throw invalidInput(`There is no device “${target}” in the table.`, `Choose from ${[...this.#columns.keys()].join(', ')}.`);
    const measured = this.#population.candidates.filter((row) => values[row]! > 0).length;
    const most = Math.max(...this.#protocol.samples);
    if (measured < most + 3) {
      throw invalidInput(
        `“${target}” has ${measured} measured architectures, ${most} samples leave none to be judged by.`,
        'Ask for fewer samples.',
      );
    }
  }

  #sourcesOf(target: string): string[] {
    const { sources, excludeSimilar, groups } = this.#protocol;
    const group = groups.get(target);
    const left = sources.filter((source) => {
      if (source === target || (group !== undefined && groups.get(source) === group)) return false;
      if (excludeSimilar === null) return true;
      const { x, y } = completePairs(this.#columns.get(source)!, this.#columns.get(target)!);
      return (spearman(x, y) ?? 0) < excludeSimilar;
    });
    if (left.length === 0) throw invalidInput(`No source is left for “${target}”.`, 'Name more sources, or leave fewer out.');
    return left;
  }

  #problem(sources: readonly string[], seed: number): TransferProblem {
    const key = JSON.stringify(this.#protocol.sourceSamples === null ? sources : [seed, sources]);
    if (this.#last?.key === key) return this.#last.problem;
    const devices = sources.map((source) => this.#device(source, seed));
    const problem = transferProblem(this.#population, devices);
    this.#last = { key, problem };
    return problem;
  }

  #device(name: string, seed: number): SourceDevice {
    const { sourceSamples } = this.#protocol;
    const all = this.#columns.get(name)!;
    if (sourceSamples === null) return { name, latencyMs: all };
    const key = `${seed} ${name}`;
    const known = this.#devices.get(key);
    if (known) return known;
    const measured = [...all.keys()].filter((row) => all[row]! > 0);
    const kept = new Set(createRng(seed).fork(`source ${name}`).shuffle(measured).slice(0, sourceSamples));
    const device = { name, latencyMs: all.map((value, row) => (kept.has(row) ? value : NaN)) };
    this.#devices.set(key, device);
    return device;
  }

  #measured(problem: TransferProblem, prior: KernelPrior | null, target: string, count: number, rng: Rng): MeasuredRows {
    const values = this.#columns.get(target)!;
    const candidates = this.#population.candidates.filter((row) => values[row]! > 0);
    const noise = rng.fork('noise');
    const measure = (rows: readonly number[]) => this.#measure(target, rows, noise);
    const selection = rng.fork('selection');
    if (this.#protocol.select === 'ivr') return measureInStages(problem, prior!, { candidates, count, rng: selection, measure });
    const rows = selection.shuffle(candidates).slice(0, count);
    return { rows, latencyMs: measure(rows) };
  }

  #measure(target: string, rows: readonly number[], rng: Rng): Float64Array {
    const values = this.#columns.get(target)!;
    const { noise } = this.#protocol;
    return Float64Array.from(rows, (row) => {
      if (noise === 0) return values[row]!;
      const noisy = values[row]! * Math.max(0.05, 1 + noise * rng.normal());
      return rng.next() < outlierShare ? outlierFactor * noisy : noisy;
    });
  }

  #score(problem: TransferProblem, target: string, samples: readonly number[], latencyMs: Float64Array, fit: TransferFit) {
    const truth = this.#columns.get(target)!;
    const measured = [...truth.keys()].filter((row) => truth[row]! > 0);
    const known = new Set(samples);
    const heldOut = measured.filter((row) => !known.has(row));
    const proxy = bestProxy(problem, samples, latencyMs);
    const of = (values: Float64Array, rows: readonly number[]) => Float64Array.from(rows, (row) => values[row]!);
    const errors = regressionScores(of(fit.latencyMs, heldOut), of(truth, heldOut));
    return {
      srcc: spearman(of(fit.latencyMs, measured), of(truth, measured)),
      srccHeldOut: spearman(of(fit.latencyMs, heldOut), of(truth, heldOut)),
      srccProxy: proxy ? spearman(of(proxy.latencyMs, measured), of(truth, measured)) : null,
      r2: errors.r2,
      rmseMs: errors.rmse,
      mape: errors.mape,
      coverage: coverage(fit, truth, heldOut),
    };
  }
}

/** Half-width of a normal's 90 % interval in standard deviations. */
const intervalWidth = 1.6448536269514722;

/** Share of the rows whose latency lies within the 90 % interval; null where the method states none. */
function coverage({ latencyMs, standardDeviationMs }: TransferFit, truth: Float64Array, rows: readonly number[]): number | null {
  if (!standardDeviationMs) return null;
  const inside = rows.filter((row) => Math.abs(truth[row]! - latencyMs[row]!) <= intervalWidth * standardDeviationMs[row]!);
  return inside.length / rows.length;
}

function usesKernels({ method, baselines, select }: TransferProtocol): boolean {
  const withKernels: readonly TransferMethod[] = ['auto', 'gp', 'ensemble'];
  return select === 'ivr' || [method, ...baselines].some((one) => withKernels.includes(one));
}
