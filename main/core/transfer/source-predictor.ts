import { invalidInput } from '../lab-error.ts';
import { cholesky, choleskySolve, logDeterminant } from '../linalg/cholesky.ts';
import { type Matrix, selectRows } from '../linalg/matrix.ts';
import { dot, gram, multiplyTransposed, multiplyVector } from '../linalg/multiply.ts';
import { mean } from '../stats/summary.ts';
import { toLatency } from './latency-scales.ts';
import { linearView } from './linear-view.ts';
import type { Population } from './population.ts';

/** What a source device's own measurements say of every architecture: linear in its descriptors, for latencies and for their logarithms. */
export interface SourcePredictor {
  readonly name: string;
  readonly parts: readonly SourcePart[];
}

export interface SourcePart {
  readonly scale: 'raw' | 'log';
  readonly probability: number;
  readonly intercept: number;
  /** One a descriptor. */
  readonly weights: Float64Array;
  /** Smallest latency that counts as possible, where the raw scale would predict less. */
  readonly floorMs: number;
}

/** More measurements than this add nothing that a linear model could use. */
const mostRows = 4000;
/** Of a source from which others are to be predicted. */
export const fewestSourceRows = 10;
const smallestProbability = 1e-3;
const noiseLevels = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3];

/** Bayesian linear regression on all linear components of the population, noise and scale by evidence; `invalid-input` below 10 measurements. */
export function fitSourcePredictor(population: Population, name: string, latencyMs: Float64Array): SourcePredictor {
  const measured = latencyMs.keys().filter((row) => latencyMs[row]! > 0);
  const all = [...measured];
  const rows = all.length <= mostRows ? all : Array.from({ length: mostRows }, (_, k) => all[Math.floor((k * all.length) / mostRows)]!);
  if (rows.length < fewestSourceRows) {
    throw invalidInput(
      `The source “${name}” has ${rows.length} measurements, too few to predict the rest from.`,
      'Leave it out, or measure more on it.',
    );
  }
  const view = linearView(population);
  const z = selectRows(view.z, rows);
  const means = multiplyTransposed(z, new Float64Array(rows.length).fill(1 / rows.length));
  for (let i = 0; i < z.rows; i++) for (let j = 0; j < z.cols; j++) z.data[i * z.cols + j]! -= means[j]!;
  const inner = gram(z);
  const values = Float64Array.from(rows, (row) => latencyMs[row]!);
  const floorMs = values.reduce((least, value) => Math.min(least, value), Infinity) / 4;
  const differ = values.some((value) => value !== values[0]);

  const fits = (['raw', 'log'] as const).flatMap((scale) => {
    const y = scale === 'log' ? values.map(Math.log) : values;
    const offset = mean(y);
    const unit = Math.sqrt(mean(y.map((value) => (value - offset) ** 2)));
    if (!differ || unit === 0) return [];
    const target = y.map((value) => (value - offset) / unit);
    const projected = multiplyTransposed(z, target);
    const logJacobian = -rows.length * (Math.log(unit) + (scale === 'log' ? mean(y) : 0));
    return noiseLevels.flatMap((noise) => {
      const normal: Matrix = { ...inner, data: inner.data.slice() };
      for (let j = 0; j < z.cols; j++) normal.data[j * z.cols + j]! += noise;
      const factor = cholesky(normal);
      if (factor === undefined) return [];
      const solution = choleskySolve(factor, projected);
      const free = rows.length - 1;
      const quadratic = Math.max((dot(target, target) - dot(projected, solution)) / noise, 1e-12);
      const logEvidence =
        -0.5 * (free * Math.log(quadratic / free) + (free - z.cols) * Math.log(noise) + logDeterminant(factor)) + logJacobian;
      return [{ scale, logEvidence, direction: solution.map((value) => unit * value), intercept: offset - unit * dot(means, solution) }];
    });
  });
  if (fits.length === 0) return constantPredictor(population, name, values[0]!);
  const best = fits.reduce((most, { logEvidence }) => Math.max(most, logEvidence), -Infinity);
  const total = fits.reduce((sum, { logEvidence }) => sum + Math.exp(logEvidence - best), 0);
  const parts = fits.flatMap(({ scale, logEvidence, direction, intercept }): SourcePart[] => {
    const probability = Math.exp(logEvidence - best) / total;
    if (probability < smallestProbability) return [];
    const { weights, constant } = view.fold(direction, intercept);
    return [{ scale, probability, floorMs, weights, intercept: constant }];
  });
  return { name, parts };
}

/** Latencies that a source's predictor gives for descriptor rows, in milliseconds. */
export function predictSource({ parts }: SourcePredictor, x: Matrix): Float64Array {
  const total = parts.reduce((sum, { probability }) => sum + probability, 0);
  const latencyMs = new Float64Array(x.rows);
  for (const { scale, probability, intercept, weights, floorMs } of parts) {
    multiplyVector(x, weights).forEach(
      (value, i) => (latencyMs[i]! += (probability / total) * toLatency(scale, value + intercept, floorMs)),
    );
  }
  return latencyMs;
}

function constantPredictor({ x }: Population, name: string, value: number): SourcePredictor {
  const part = { scale: 'raw', probability: 1, intercept: value, weights: new Float64Array(x.cols), floorMs: value / 4 } as const;
  return { name, parts: [part] };
}
