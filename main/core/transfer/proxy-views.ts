import { cholesky, choleskySolve } from '../linalg/cholesky.ts';
import { type Matrix, selectRows, zeros } from '../linalg/matrix.ts';
import { gram, multiplyTransposed, multiplyVector } from '../linalg/multiply.ts';
import { spearman } from '../stats/spearman.ts';
import { adaProxyPath } from './adaproxy-path.ts';
import { leaveOneOutChoice } from './adaproxy.ts';
import type { Population } from './population.ts';
import type { TransferProblem } from './transfer-problem.ts';

/** All linear descriptors of a population side by side, with a trailing 1, and the factor that regresses any latencies on them. */
interface LinearView {
  readonly z: Matrix;
  /** Rows that the regression uses. */
  readonly rows: readonly number[];
  readonly zOfRows: Matrix;
  readonly factor: Matrix;
}

/** Latencies that adapted proxies agree on. */
export interface AdaptedProxies {
  /** [n] */
  readonly latencyMs: Float64Array;
  /** [K] */
  readonly leaveOneOutMs: Float64Array;
  /** Names of the proxies, the best first. */
  readonly proxies: readonly string[];
}

const mostProxies = 4;
const mostRows = 2000;
/** Keeps the weights of descriptors that say the same small. */
const ridge = 1e-3;
const views = new WeakMap<Population, LinearView>();
const weightsOfProxies = new WeakMap<TransferProblem, Map<number, Float64Array>>();

/**
 * The proxies that rank the samples most as the target does, each adapted by AdaProxy on the descriptors with λ by leave-one-out, averaged. To be
 * called with at least 3 samples that differ, and at least one source.
 */
export function adaptBestProxies(problem: TransferProblem, samples: readonly number[], latencyMs: Float64Array): AdaptedProxies {
  const { names, matrix } = problem.sources;
  const view = linearView(problem.population);
  const agreement = names.map(
    (_, s) =>
      spearman(
        Float64Array.from(samples, (row) => matrix.data[row * matrix.cols + s]!),
        latencyMs,
      ) ?? -1,
  );
  const best = [...names.keys()].sort((a, b) => agreement[b]! - agreement[a]! || a - b).slice(0, mostProxies);
  const mean = new Float64Array(matrix.rows);
  const leaveOneOutMs = new Float64Array(samples.length);
  const x = selectRows(view.z, samples);
  for (const s of best) {
    const path = adaProxyPath(x, proxyWeights(problem, view, s), latencyMs);
    const { lambda, leaveOneOut } = leaveOneOutChoice(path, samples.length);
    const { weights, intercept } = path.solve(lambda);
    multiplyVector(view.z, weights).forEach((value, i) => (mean[i]! += (value + intercept) / best.length));
    leaveOneOut.predictions.forEach((value, i) => (leaveOneOutMs[i]! += value / best.length));
  }
  return { latencyMs: mean, leaveOneOutMs, proxies: best.map((s) => names[s]!) };
}

/** The proxy's latencies as a linear function of the descriptors. */
function proxyWeights(problem: TransferProblem, { rows, zOfRows, factor }: LinearView, s: number): Float64Array {
  const known = weightsOfProxies.get(problem) ?? new Map<number, Float64Array>();
  weightsOfProxies.set(problem, known);
  const { matrix, offsets, units } = problem.sources;
  const latency = (row: number) => Math.exp(offsets[s]! + units[s]! * matrix.data[row * matrix.cols + s]!);
  const weights = known.get(s) ?? choleskySolve(factor, multiplyTransposed(zOfRows, Float64Array.from(rows, latency)));
  known.set(s, weights);
  return weights;
}

function linearView(population: Population): LinearView {
  const known = views.get(population);
  if (known) return known;
  const parts = population.components.flatMap(({ form }, c) => (form === 'linear' ? [population.projected[c]!] : []));
  const n = population.architectures.length;
  const z = zeros(n, parts.reduce((sum, { cols }) => sum + cols, 0) + 1);
  for (let i = 0; i < n; i++) {
    let at = i * z.cols;
    for (const { data, cols } of parts) {
      z.data.set(data.subarray(i * cols, (i + 1) * cols), at);
      at += cols;
    }
    z.data[at] = 1;
  }
  const rows = Array.from({ length: Math.min(n, mostRows) }, (_, k) => Math.floor((k * n) / Math.min(n, mostRows)));
  const zOfRows = selectRows(z, rows);
  const normal = gram(zOfRows);
  for (let j = 0; j < z.cols; j++) normal.data[j * z.cols + j]! += (ridge * rows.length) / z.cols;
  const view = { z, rows, zOfRows, factor: cholesky(normal)! };
  views.set(population, view);
  return view;
}
