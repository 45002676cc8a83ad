import { assertNever } from '../assert-never.ts';
import { invalidInput } from '../lab-error.ts';
import { createRng, type Rng } from '../rng.ts';
import { latencyBelief, type LatencyBelief } from '../search/latency-belief.ts';
import { pickAtLimits } from '../search/pick-at-limits.ts';
import { spearman } from '../stats/spearman.ts';
import { gatedTransfer } from '../transfer/gated-transfer.ts';
import type { Population } from '../transfer/population.ts';
import { fitSourcePredictor, predictSource } from '../transfer/source-predictor.ts';
import { fitTransfer } from '../transfer/transfer-method.ts';
import { measureInStages } from '../transfer/measure-in-stages.ts';
import { kernelPrior, type TransferProblem, transferProblem } from '../transfer/transfer-problem.ts';
import type { EvaluationRow } from './evaluation-report.ts';
import { neuralAnswers } from './neural-answers.ts';
import { limitTolerance, SearchTruth } from './search-truth.ts';

export const searchMetrics = ['hypervolumeRatio', 'match', 'infeasible', 'lossPp', 'srcc', 'measurements', 'fitMs'] as const;
export type SearchMetric = (typeof searchMetrics)[number];
export const searchErrors: readonly SearchMetric[] = ['infeasible', 'lossPp', 'measurements', 'fitMs'];

/**
 * Where a search's latencies come from. `auto`: samples chosen by integrated variance reduction and the default transfer method; `fleet`: the same
 * where the best proxy's monotonicity is weak, and that proxy as it is where it is strong; `neural`: those of
 * `auto`, but a network trained on the sources answers instead of a search; `none`: the best proxy as it is; `adaproxy`: AdaProxy as published, on random samples; `own`: a predictor of the device's own, of many random measurements.
 */
export const searchMethods = ['auto', 'fleet', 'neural', 'none', 'adaproxy', 'own'] as const;
export type SearchMethod = (typeof searchMethods)[number];

export interface SearchProtocol {
  /** Columns that may be sources; a target is never its own source. */
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  /** Device → group: sources of the target's group are left out. */
  readonly groups: ReadonlyMap<string, string>;
  /** Numbers of measurements before the search. */
  readonly samples: readonly number[];
  /** Verify rounds after it. */
  readonly verify: number;
  readonly method: SearchMethod;
  readonly baselines: readonly SearchMethod[];
  /** Seeds 1 … seeds. */
  readonly seeds: number;
}

export interface SearchUnit {
  readonly target: string;
  readonly seed: number;
}

export interface SearchRows {
  readonly rows: readonly EvaluationRow<SearchMetric>[];
  readonly baselines: readonly EvaluationRow<SearchMetric>[];
}

/** What a search works with: latencies, where they come from, and how many were measured for them. */
interface Known {
  readonly belief: LatencyBelief;
  readonly chosen: string;
  readonly measurements: number;
}

/** A predictor of the device's own is trained on so many. */
export const ownMeasurements = 900;
/** Measurements of one verify round: no more than there are limits to pick at. */
export const verifyMeasurements = 10;
/** Percentage points that a pick beyond its limit is as bad as. */
const overrunLossPp = 3;

/** A table whose columns are both sources and targets, and accuracies of its architectures, which are known to a search. */
export class SearchEvaluation {
  readonly #population: Population;
  readonly #columns: ReadonlyMap<string, Float64Array>;
  readonly #accuracy: Float64Array;
  readonly #protocol: SearchProtocol;
  readonly #now: () => number;
  /** Of the last target: its seeds follow each other. */
  #last: { readonly target: string; readonly truth: SearchTruth; readonly problem: TransferProblem } | undefined;

  /**
   * `columns`: device → [n] milliseconds, NaN where not measured. `accuracy`: [n] %, NaN where not known. `now`: a clock in milliseconds, for
   * `fitMs` alone.
   */
  constructor(
    population: Population,
    columns: ReadonlyMap<string, Float64Array>,
    accuracy: Float64Array,
    protocol: SearchProtocol,
    now: () => number,
  ) {
    this.#population = population;
    this.#columns = columns;
    this.#accuracy = accuracy;
    this.#protocol = protocol;
    this.#now = now;
  }

  /** All units, in the order in which their rows are reported. `invalid-input` where a target has no source left, or too few architectures. */
  plan(): SearchUnit[] {
    const { targets, seeds } = this.#protocol;
    return targets.flatMap((target) => {
      this.#check(target);
      return Array.from({ length: seeds }, (_, s) => ({ target, seed: s + 1 }));
    });
  }

  run({ target, seed }: SearchUnit): SearchRows {
    const { samples, method, baselines } = this.#protocol;
    const rng = createRng(seed).fork(`target ${target}`);
    return {
      rows: samples.map((count) => this.#row(target, seed, count, method, rng)),
      baselines: samples.flatMap((count) => baselines.map((baseline) => this.#row(target, seed, count, baseline, rng))),
    };
  }

  #row(target: string, seed: number, samples: number, method: SearchMethod, rng: Rng): EvaluationRow<SearchMetric> {
    const { truth } = this.#of(target);
    const latencyMs = this.#columns.get(target)!;
    const start = this.#now();
    const { belief, chosen, measurements } = this.#learn(target, samples, method, rng.fork(`${samples} samples`));
    const found = method === 'neural' ? this.#ask(target, belief, rng.fork('network')) : this.#search(target, belief, rng.fork('picks'));
    const fitMs = this.#now() - start;
    const measured = [...latencyMs.keys()].filter((row) => latencyMs[row]! > 0);
    const of = (values: Float64Array) => Float64Array.from(measured, (row) => values[row]!);
    const scores = truth.score(found.picks, found.front);
    const metrics = { ...scores, srcc: spearman(of(belief.latencyMs), of(latencyMs)), measurements, fitMs };
    return { target, samples, method, seed, chosen, metrics };
  }

  #learn(target: string, samples: number, method: SearchMethod, rng: Rng): Known {
    switch (method) {
      case 'own':
        return this.#learnAlone(target, rng);
      case 'auto':
      case 'fleet':
      case 'neural':
      case 'none':
      case 'adaproxy':
        return this.#learnFromSources(target, samples, method, rng);
      default:
        return assertNever(method);
    }
  }

  #learnFromSources(target: string, count: number, method: Exclude<SearchMethod, 'own'>, rng: Rng): Known {
    const { problem } = this.#of(target);
    const truth = this.#columns.get(target)!;
    const candidates = this.#population.candidates.filter((row) => truth[row]! > 0);
    const prior = kernelPrior(problem, count, rng.fork('prior'));
    const measure = (rows: readonly number[]) => Float64Array.from(rows, (row) => truth[row]!);
    const selection = rng.fork('selection');
    const samples =
      method === 'adaproxy'
        ? selection.shuffle(candidates).slice(0, count)
        : [...measureInStages(problem, prior, { candidates, count, rng: selection, measure }).rows];
    const fit = () => {
      const latencyMs = measure(samples);
      const request = { problem, prior, samples, latencyMs, rng: rng.fork('fit') };
      const fitted = method === 'fleet' ? gatedTransfer(request) : fitTransfer(method === 'neural' ? 'auto' : method, request);
      return { belief: latencyBelief(fitted, samples, latencyMs), chosen: fitted.chosen };
    };
    let known = fit();
    const rounds = method === 'neural' ? 0 : this.#protocol.verify;
    for (let round = 1; round <= rounds; round++) {
      const { worthMeasuring } = this.#pick(target, known.belief, rng.fork(`round ${round}`));
      samples.push(...worthMeasuring(verifyMeasurements));
      known = fit();
    }
    return { ...known, measurements: samples.length };
  }

  /** Bayesian linear regression on the descriptors; what it was trained on is known. */
  #learnAlone(target: string, rng: Rng): Known {
    const { x, candidates } = this.#population;
    const truth = this.#columns.get(target)!;
    const samples = new Set(rng.shuffle(candidates.filter((row) => truth[row]! > 0)).slice(0, ownMeasurements));
    const measured = truth.map((value, row) => (samples.has(row) ? value : NaN));
    const predicted = predictSource(fitSourcePredictor(this.#population, target, measured), x);
    const latencyMs = predicted.map((value, row) => (samples.has(row) ? measured[row]! : value));
    return { belief: { latencyMs, measured: samples, errors: null }, chosen: 'linear in the descriptors', measurements: samples.size };
  }

  #search(target: string, belief: LatencyBelief, rng: Rng) {
    return { picks: this.#pick(target, belief, rng).picks, front: this.#of(target).truth.frontOf(belief.latencyMs) };
  }

  #ask(target: string, belief: LatencyBelief, rng: Rng) {
    const { truth, problem } = this.#of(target);
    return neuralAnswers({ problem, belief, scores: this.#scoresOf(truth), limitsMs: truth.limitsMs, rng });
  }

  #scoresOf({ rows }: SearchTruth): Float64Array {
    const scores = new Float64Array(this.#accuracy.length).fill(NaN);
    for (const row of rows) scores[row] = this.#accuracy[row]!;
    return scores;
  }

  #pick(target: string, belief: LatencyBelief, rng: Rng) {
    const { truth } = this.#of(target);
    return pickAtLimits({
      belief,
      scores: this.#scoresOf(truth),
      limitsMs: truth.limitsMs,
      tolerance: limitTolerance,
      overrunLoss: overrunLossPp,
      rng,
    });
  }

  #of(target: string) {
    if (this.#last?.target === target) return this.#last;
    const truth = new SearchTruth(this.#columns.get(target)!, this.#accuracy);
    const sources = this.#sourcesOf(target).map((name) => ({ name, latencyMs: this.#columns.get(name)! }));
    this.#last = { target, truth, problem: transferProblem(this.#population, sources) };
    return this.#last;
  }

  #check(target: string): void {
    const values = this.#columns.get(target);
    if (!values) throw invalidInput(`There is no device “${target}” in the table.`, `Choose from ${[...this.#columns.keys()].join(', ')}.`);
    const known = this.#population.candidates.filter((row) => values[row]! > 0 && !Number.isNaN(this.#accuracy[row]!)).length;
    const most = Math.max(...this.#protocol.samples) + this.#protocol.verify * verifyMeasurements;
    if (known < most + 3) {
      throw invalidInput(
        `“${target}” has ${known} architectures with a latency and an accuracy; ${most} measurements leave none to search among.`,
        'Ask for fewer samples, or give accuracies of more architectures.',
      );
    }
    if (this.#sourcesOf(target).length === 0)
      throw invalidInput(`No source is left for “${target}”.`, 'Name more sources, or leave fewer out.');
  }

  #sourcesOf(target: string): string[] {
    const { sources, groups } = this.#protocol;
    const group = groups.get(target);
    return sources.filter((source) => source !== target && (group === undefined || groups.get(source) !== group));
  }
}
