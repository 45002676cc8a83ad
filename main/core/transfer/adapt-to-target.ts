import { invalidInput } from '../lab-error.ts';
import { createRng } from '../rng.ts';
import { averageRanks } from '../stats/ranks.ts';
import { regressionScores } from '../stats/regression-scores.ts';
import { spearman } from '../stats/spearman.ts';
import { isJudged } from './error-variance-factor.ts';
import { gate } from './gate.ts';
import { type MeasuredRows, measureInStages, type StagedMeasuring } from './measure-in-stages.ts';
import type { Population } from './population.ts';
import { proposeSamples } from './propose-samples.ts';
import { savedTransfer, type SavedTransfer } from './saved-transfer.ts';
import { srccCertainty, type SrccCertainty } from './srcc-certainty.ts';
import type { TransferFit } from './transfer-fit.ts';
import { fitTransfer, type TransferMethod } from './transfer-method.ts';
import { kernelPrior, type KernelPrior, type TransferProblem, transferProblem } from './transfer-problem.ts';

/** What is to be learned of a target, and from what. */
export interface AdaptRequest {
  /** Whose ranking is used today: what adapting is judged against. */
  readonly proxy: string;
  readonly target: string;
  /** Devices to learn from, besides the proxy. */
  readonly sources: readonly string[];
  /** How many of the target's latencies to use; null: all. The others judge. */
  readonly samples: number | null;
  readonly method: TransferMethod;
  /** How they are chosen. */
  readonly select: 'ivr' | 'random';
  readonly seed: number;
  /** How many architectures to propose for the next measurements. */
  readonly proposals: number;
}

/** A row of the population as it was predicted. */
export interface PredictedRow {
  readonly row: number;
  readonly latencyMs: number;
  /** null: the method states none. */
  readonly deviationMs: number | null;
}

export interface Proposal extends PredictedRow {
  /** Share of the open rows that are no more certain. */
  readonly uncertaintyShare: number;
  /** How far apart the sources rank it, a share of all ranks. */
  readonly disagreement: number;
}

/** SRCC with the target's latencies on rows that were not used; null where it is not defined. */
export interface HeldOutSrcc {
  readonly proxy: number | null;
  readonly adapted: number | null;
  /** Of a Gaussian process that knows no source. */
  readonly noSource: number | null;
}

export interface AdaptedTarget {
  readonly saved: SavedTransfer;
  readonly chosen: string;
  readonly reason: string;
  /** Rows that were used, with what was measured. */
  readonly samples: readonly { readonly row: number; readonly latencyMs: number }[];
  /** Measured rows that were not used, as predicted. */
  readonly heldOut: readonly PredictedRow[];
  readonly srcc: HeldOutSrcc;
  /** Mean relative error on the held-out rows; null without any. */
  readonly meanError: number | null;
  /** What is known of the SRCC on all rows that were not used without looking at them; null where the method has no intervals. */
  readonly certainty: SrccCertainty | null;
  /** What the gate says of the proxy as it is, on the samples. */
  readonly advice: 'reuse' | 'adapt';
  /** Of the rows that were not used, the most informative first. */
  readonly next: readonly Proposal[];
  /** Agreement of each source with the samples. */
  readonly agreements: readonly { readonly name: string; readonly srcc: number | null }[];
}

const fewestHeldOut = 10;
/** These adapt one proxy. */
const ofOneProxy: readonly TransferMethod[] = ['none', 'adaproxy', 'adaproxy-loo'];

/** Adapts to a target of which some rows are measured. `columns`: device → [n] milliseconds, NaN where not measured. Throws `invalid-input`. */
export function adaptToTarget(population: Population, columns: ReadonlyMap<string, Float64Array>, request: AdaptRequest): AdaptedTarget {
  const { proxy, target, method, proposals } = request;
  const rng = createRng(request.seed);
  const truth = columns.get(target)!;
  const measured = population.candidates.filter((row) => truth[row]! > 0);
  const count = request.samples ?? measured.length;
  if (count > measured.length) {
    throw invalidInput(
      `“${target}” has ${measured.length} measured architectures, ${count} samples were asked for.`,
      'Measure more on it, or ask for fewer samples.',
    );
  }
  const names = ofOneProxy.includes(method) ? [proxy] : [...new Set([proxy, ...request.sources])].filter((name) => name !== target);
  const problem = transferProblem(
    population,
    names.map((name) => ({ name, latencyMs: columns.get(name)! })),
  );
  const prior = kernelPrior(problem, count, rng.fork('prior'));
  const measure = (rows: readonly number[]) => pick(truth, rows);
  const { rows: samples, latencyMs } = chooseSamples(problem, prior, { candidates: measured, count, measure }, request);
  const fit = fitTransfer(method, { problem, prior, samples, latencyMs, rng: rng.fork('fit') });

  const used = new Set(samples);
  const heldOut = [...truth.keys()].filter((row) => truth[row]! > 0 && !used.has(row));
  const open = population.candidates.filter((row) => !used.has(row));
  const certainty = isJudged(fit) && open.length >= 3 ? srccCertainty(fit, latencyMs, open, rng.fork('certainty')) : null;
  const sourceColumn = (s: number) => (row: number) => problem.sources.matrix.data[row * problem.sources.names.length + s]!;
  const ofProxy = sourceColumn(problem.sources.names.indexOf(proxy));
  const enough = heldOut.length >= fewestHeldOut;
  const alone = enough ? fitTransfer('gp-no-source', { problem, samples, latencyMs, rng: rng.fork('no source') }) : null;
  const srccOf = (predict: (row: number) => number) => (enough ? agreement(heldOut, predict, truth) : null);
  return {
    saved: savedTransfer(problem, fit, latencyMs),
    chosen: fit.chosen,
    reason: fit.reason,
    samples: samples.map((row) => ({ row, latencyMs: truth[row]! })),
    heldOut: heldOut.map((row) => predictedRow(fit, row)),
    srcc: {
      proxy: srccOf(ofProxy),
      adapted: srccOf((row) => fit.latencyMs[row]!),
      noSource: alone && srccOf((row) => alone.latencyMs[row]!),
    },
    meanError: enough ? regressionScores(pick(fit.latencyMs, heldOut), pick(truth, heldOut)).mape : null,
    certainty,
    advice: gate(Float64Array.from(samples, ofProxy), latencyMs).advice,
    next: proposalsOf(problem, prior, fit, samples, latencyMs, proposals, request.seed),
    agreements: problem.sources.names.map((name, s) => ({ name, srcc: agreement(samples, sourceColumn(s), truth) })),
  };
}

/** Architectures to begin with on a target of which nothing is known but what is measured: [count] rows. */
export function firstSamples(
  population: Population,
  columns: ReadonlyMap<string, Float64Array>,
  {
    sources,
    measured,
    count,
    seed,
  }: { readonly sources: readonly string[]; readonly measured: readonly number[]; readonly count: number; readonly seed: number },
): number[] {
  const problem = transferProblem(
    population,
    sources.map((name) => ({ name, latencyMs: columns.get(name)! })),
  );
  const rng = createRng(seed);
  const prior = kernelPrior(problem, count, rng.fork('prior'));
  return proposeSamples(problem, prior, { candidates: population.candidates, measured, count, rng: rng.fork('selection') });
}

function chooseSamples(
  problem: TransferProblem,
  prior: KernelPrior,
  { candidates, count, measure }: Omit<StagedMeasuring, 'rng'>,
  { select, seed }: AdaptRequest,
): MeasuredRows {
  const rng = createRng(seed).fork('selection');
  if (select === 'ivr' && count < candidates.length) return measureInStages(problem, prior, { candidates, count, rng, measure });
  const rows = count === candidates.length ? candidates : rng.shuffle([...candidates]).slice(0, count);
  return { rows, latencyMs: measure(rows) };
}

function proposalsOf(
  problem: TransferProblem,
  prior: KernelPrior,
  fit: TransferFit,
  samples: readonly number[],
  latencyMs: Float64Array,
  count: number,
  seed: number,
): Proposal[] {
  const used = new Set(samples);
  const candidates = problem.population.candidates.filter((row) => !used.has(row));
  const rng = createRng(seed).fork('next');
  const rows = proposeSamples(problem, prior, { candidates, measured: samples, latencyMs, count, rng });
  const { names, matrix } = problem.sources;
  const ranks = names.map((_, s) =>
    averageRanks(Float64Array.from({ length: matrix.rows }, (__, row) => matrix.data[row * names.length + s]!)),
  );
  const deviations = fit.standardDeviationMs;
  return rows.map((row) => {
    const own = ranks.map((rank) => rank[row]! / matrix.rows);
    return {
      ...predictedRow(fit, row),
      uncertaintyShare: deviations ? candidates.filter((other) => deviations[other]! >= deviations[row]!).length / candidates.length : 1,
      disagreement: own.length === 0 ? 0 : Math.max(...own) - Math.min(...own),
    };
  });
}

function predictedRow({ latencyMs, standardDeviationMs }: TransferFit, row: number): PredictedRow {
  return { row, latencyMs: latencyMs[row]!, deviationMs: standardDeviationMs?.[row] ?? null };
}

function agreement(rows: readonly number[], predict: (row: number) => number, truth: Float64Array): number | null {
  return spearman(Float64Array.from(rows, predict), pick(truth, rows));
}

function pick(values: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}
