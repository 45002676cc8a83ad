import { multiplyVector } from '../linalg/multiply.ts';
import { semidefiniteFactor } from '../linalg/semidefinite-factor.ts';
import type { Rng } from '../rng.ts';
import { normalCdf } from '../stats/normal-cdf.ts';
import type { LatencyBelief } from './latency-belief.ts';

/** Which architectures to take, where latencies are partly predicted. */
export interface PickQuestion {
  readonly belief: LatencyBelief;
  /** [n] accuracies or what stands in for them, larger is better; NaN: not a candidate. */
  readonly scores: Float64Array;
  readonly limitsMs: readonly number[];
  /** A latency so much above its limit, a share, is still within it: measurements scatter by as much. */
  readonly tolerance: number;
  /** What a pick beyond its limit is as bad as: a loss of so much score. */
  readonly overrunLoss: number;
  readonly rng: Rng;
}

/** The answer to a `PickQuestion`, with what it rests on. */
export interface PickAnswer {
  /** [limits] rows; null where no candidate is thought to keep the limit. */
  readonly picks: readonly (number | null)[];
  /** Rows whose measurement is expected to improve the picks most, the most useful first; none of them is measured yet. */
  worthMeasuring(count: number): number[];
}

/** How many joint draws of what is not known stand for it. */
const draws = 200;
/** Candidates a limit: those that are thought to be good picks, and those that may turn out to be the best. */
const [likely, hopeful] = [40, 20];
/** Beyond this factor over the limit nothing is hoped for. */
const hopelessFactor = 1.6;

/**
 * At each limit the candidate with the largest expected worth: 1 for the best accuracy that keeps the limit, less for a lower one, 0 beyond the
 * limit. What is best is not known either, so that both come from joint draws of all latencies. A method that states no errors picks the highest
 * score that is predicted to keep the limit.
 */
export function pickAtLimits(question: PickQuestion): PickAnswer {
  const { belief, scores, limitsMs } = question;
  const known = [...scores.keys()].filter((row) => !Number.isNaN(scores[row]!) && belief.latencyMs[row]! > 0);
  const predicted = limitsMs.map((limitMs) => highestWithin(known, belief.latencyMs, scores, limitMs));
  const { errors } = belief;
  if (errors === null) {
    const open = [...new Set(predicted)].filter((row) => row !== null && !belief.measured.has(row)) as number[];
    return { picks: predicted, worthMeasuring: (count) => open.slice(0, count) };
  }
  const deviationMs = (row: number) => (belief.measured.has(row) ? 0 : errors.deviationMs[row]!);
  const rows = [
    ...new Set(limitsMs.flatMap((limitMs, l) => shortlist(known, question, deviationMs, limitMs, scoreOf(scores, predicted[l]!)))),
  ];
  const worth = drawWorth(question, rows);
  const picks = limitsMs.map((_, l) => bestOf(worth, rows, l));
  return { picks, worthMeasuring: (count) => mostUseful(worth, rows, belief.measured, count) };
}

function highestWithin(rows: readonly number[], latencyMs: Float64Array, scores: Float64Array, limitMs: number): number | null {
  let best: number | null = null;
  for (const row of rows) if (latencyMs[row]! <= limitMs && (best === null || scores[row]! > scores[best]!)) best = row;
  return best;
}

function scoreOf(scores: Float64Array, row: number | null): number {
  return row === null ? -Infinity : scores[row]!;
}

/** Rows that matter at a limit. `expected`: the highest score that is predicted to keep it. */
function shortlist(
  known: readonly number[],
  { belief, scores, tolerance, overrunLoss }: PickQuestion,
  deviationMs: (row: number) => number,
  limitMs: number,
  expected: number,
): number[] {
  const near = known.flatMap((row) => {
    const latencyMs = belief.latencyMs[row]!;
    if (latencyMs > hopelessFactor * limitMs || scores[row]! < expected - overrunLoss) return [];
    const deviation = deviationMs(row);
    const gain = Math.max(0, scores[row]! - expected);
    const loss = Math.max(0, expected - scores[row]!);
    return [
      {
        row,
        hope: gain === 0 ? 0 : (gain === Infinity ? 1 : gain) * normalCdf((limitMs - latencyMs) / deviation),
        worth: normalCdf(((1 + tolerance) * limitMs - latencyMs) / deviation) * (1 - loss / overrunLoss),
      },
    ];
  });
  const best = (value: (one: (typeof near)[number]) => number, count: number) =>
    near
      .filter((one) => value(one) > 1e-3)
      .sort((a, b) => value(b) - value(a) || a.row - b.row)
      .slice(0, count)
      .map(({ row }) => row);
  return [...best(({ worth }) => worth, likely), ...best(({ hope }) => hope, hopeful)];
}

/** [limits][draws] of [rows]: how much each pick is worth in each draw. */
function drawWorth({ belief, scores, limitsMs, tolerance, overrunLoss, rng }: PickQuestion, rows: readonly number[]): Float64Array[][] {
  const open = rows.filter((row) => !belief.measured.has(row));
  const factor = open.length === 0 ? null : semidefiniteFactor(belief.errors!.covariance(open));
  const place = new Map(rows.map((row, i) => [row, i]));
  const latencies = Array.from({ length: draws }, () => {
    const latencyMs = Float64Array.from(rows, (row) => belief.latencyMs[row]!);
    if (factor === null) return latencyMs;
    multiplyVector(
      factor,
      Float64Array.from(open, () => rng.normal()),
    ).forEach((error, i) => (latencyMs[place.get(open[i]!)!]! += error));
    return latencyMs;
  });
  const known = [...belief.measured].filter((row) => !Number.isNaN(scores[row]!));
  return limitsMs.map((limitMs) => {
    const proven = scoreOf(scores, highestWithin(known, belief.latencyMs, scores, limitMs));
    return latencies.map((latencyMs) => {
      let best = proven;
      rows.forEach((row, i) => {
        if (latencyMs[i]! <= limitMs && scores[row]! > best) best = scores[row]!;
      });
      return Float64Array.from(rows, (row, i) =>
        latencyMs[i]! <= (1 + tolerance) * limitMs ? Math.max(0, 1 - Math.max(0, best - scores[row]!) / overrunLoss) : 0,
      );
    });
  });
}

function bestOf(worth: readonly Float64Array[][], rows: readonly number[], limit: number): number | null {
  const sums = new Float64Array(rows.length);
  for (const one of worth[limit]!) one.forEach((value, i) => (sums[i]! += value));
  let best = -1;
  sums.forEach((sum, i) => {
    if (sum > (sums[best] ?? 0)) best = i;
  });
  return rows[best] ?? null;
}

/** Greedily the rows that raise the worth of the best measured pick most, over all limits and draws. */
function mostUseful(worth: readonly Float64Array[][], rows: readonly number[], measured: ReadonlySet<number>, count: number): number[] {
  const flat = worth.flat();
  const proven = [...rows.keys()].filter((i) => measured.has(rows[i]!));
  const reached = Float64Array.from(flat, (one) => proven.reduce((most, i) => Math.max(most, one[i]!), 0));
  const open = new Set([...rows.keys()].filter((i) => !measured.has(rows[i]!)));
  const chosen: number[] = [];
  while (chosen.length < count) {
    let [best, most] = [-1, 0];
    for (const i of open) {
      let gain = 0;
      for (let d = 0; d < flat.length; d++) gain += Math.max(0, flat[d]![i]! - reached[d]!);
      if (gain > most) [best, most] = [i, gain];
    }
    if (best < 0) break;
    open.delete(best);
    chosen.push(rows[best]!);
    for (let d = 0; d < flat.length; d++) reached[d] = Math.max(reached[d]!, flat[d]![best]!);
  }
  return chosen;
}
