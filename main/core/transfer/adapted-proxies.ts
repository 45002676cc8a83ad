import { cholesky, choleskySolve } from '../linalg/cholesky.ts';
import { type Matrix, selectRows, zeros } from '../linalg/matrix.ts';
import { addScaled, gram, multiplyTransposed } from '../linalg/multiply.ts';
import { spearman } from '../stats/spearman.ts';
import { adaProxyPath } from './adaproxy-path.ts';
import { leaveOneOutChoice } from './adaproxy.ts';
import { latencyOf, type LatencyTerm } from './latency-formula.ts';
import { toLatency } from './latency-scales.ts';
import { linearView } from './linear-view.ts';
import type { Population } from './population.ts';
import type { TransferProblem } from './transfer-problem.ts';

/** Linear views with a trailing 1, and the factor that regresses any latencies on some of their rows. */
interface Regression {
  readonly z: Matrix;
  readonly rows: readonly number[];
  readonly zOfRows: Matrix;
  readonly factor: Matrix;
}

/** Latencies that adapted proxies agree on. */
export interface AdaptedProxies {
  readonly terms: readonly LatencyTerm[];
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
const regressions = new WeakMap<Population, Regression>();
const weightsOfProxies = new WeakMap<TransferProblem, Map<number, Float64Array>>();

/**
 * The proxies that rank the samples most as the target does, each adapted by AdaProxy on the descriptors with λ by leave-one-out, averaged. To be
 * called with at least 3 samples that differ, and at least one source.
 */
export function adaptBestProxies(problem: TransferProblem, samples: readonly number[], latencyMs: Float64Array): AdaptedProxies {
  const { names, matrix } = problem.sources;
  const regression = regressionOf(problem.population);
  const agreement = names.map(
    (_, s) =>
      spearman(
        Float64Array.from(samples, (row) => matrix.data[row * matrix.cols + s]!),
        latencyMs,
      ) ?? -1,
  );
  const best = [...names.keys()].sort((a, b) => agreement[b]! - agreement[a]! || a - b).slice(0, mostProxies);
  const direction = new Float64Array(regression.z.cols);
  let constant = 0;
  const leftOut = new Float64Array(samples.length);
  const x = selectRows(regression.z, samples);
  for (const s of best) {
    const path = adaProxyPath(x, proxyWeights(problem, regression, s), latencyMs);
    const { lambda, leaveOneOut } = leaveOneOutChoice(path, samples.length);
    const { weights, intercept } = path.solve(lambda);
    addScaled(direction, 1 / best.length, weights);
    constant += intercept / best.length;
    addScaled(leftOut, 1 / best.length, leaveOneOut.predictions);
  }
  const folded = linearView(problem.population).fold(direction, constant + direction.at(-1)!);
  const floorMs = latencyMs.reduce((least, value) => Math.min(least, value), Infinity) / 4;
  const term: LatencyTerm = {
    share: 1,
    scale: 'raw',
    floorMs,
    constant: folded.constant,
    descriptorWeights: folded.weights,
    sourceWeights: new Float64Array(0),
    radial: [],
  };
  return {
    terms: [term],
    latencyMs: latencyOf([term], problem.features.inputs),
    leaveOneOutMs: leftOut.map((value) => toLatency('raw', value, floorMs)),
    proxies: best.map((s) => names[s]!),
  };
}

/** The proxy's latencies as a linear function of the descriptors. */
function proxyWeights(problem: TransferProblem, { rows, zOfRows, factor }: Regression, s: number): Float64Array {
  const known = weightsOfProxies.get(problem) ?? new Map<number, Float64Array>();
  weightsOfProxies.set(problem, known);
  const { matrix, offsets, units } = problem.sources;
  const latency = (row: number) => Math.exp(offsets[s]! + units[s]! * matrix.data[row * matrix.cols + s]!);
  const weights = known.get(s) ?? choleskySolve(factor, multiplyTransposed(zOfRows, Float64Array.from(rows, latency)));
  known.set(s, weights);
  return weights;
}

function regressionOf(population: Population): Regression {
  const known = regressions.get(population);
  if (known) return known;
  const view = linearView(population).z;
  const z = zeros(view.rows, view.cols + 1);
  for (let i = 0; i < z.rows; i++) {
    z.data.set(view.data.subarray(i * view.cols, (i + 1) * view.cols), i * z.cols);
    z.data[(i + 1) * z.cols - 1] = 1;
  }
  const count = Math.min(z.rows, mostRows);
  const rows = Array.from({ length: count }, (_, k) => Math.floor((k * z.rows) / count));
  const zOfRows = selectRows(z, rows);
  const normal = gram(zOfRows);
  for (let j = 0; j < z.cols; j++) normal.data[j * z.cols + j]! += (ridge * rows.length) / z.cols;
  const regression = { z, rows, zOfRows, factor: cholesky(normal)! };
  regressions.set(population, regression);
  return regression;
}
