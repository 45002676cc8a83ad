import { assertNever } from '../assert-never.ts';
import { invalidInput } from '../lab-error.ts';
import { type Matrix, selectRows } from '../linalg/matrix.ts';
import { multiplyVector } from '../linalg/multiply.ts';
import { type AdaptedPredictor, adaptedPredictor } from '../predictors/adapted-predictor.ts';
import { checkTrainingData } from '../predictors/check-training-data.ts';
import type { LinearPredictor } from '../predictors/linear-predictor.ts';
import type { Rng } from '../rng.ts';
import { spearman } from '../stats/spearman.ts';
import { type AdaProxyPath, adaProxyPath, type LeaveOneOut } from './adaproxy-path.ts';

/**
 * How λ is chosen. `adaproxy`: as published, by the SRCC on a part of the samples that is not fitted (10 of 70; drawn by `rng`).
 * `adaproxy-loo`: all samples are fitted, λ by the mean squared leave-one-out error.
 */
export type AdaProxyOptions = { readonly method: 'adaproxy'; readonly rng: Rng } | { readonly method: 'adaproxy-loo' };

const minimumSamples = 3;
/** Share of the samples that the published procedure keeps for choosing λ: 10 of 70. */
const validationShare = 1 / 7;
/** A fit that uses up more of the samples than this is not trusted, whatever its leave-one-out error. */
const largestFreedom = 0.75;
/** λ/λmax from 1, where b = 0, down to 1e-4. */
const lambdaShares = Array.from({ length: 31 }, (_, i) => 10 ** ((-4 * i) / 30));

/**
 * Adapts a proxy device's linear predictor to a target by AdaProxy (see `adaProxyPath`). `x`: [K, d], the samples' encodings as the proxy
 * uses them; `y`: [K] latencies on the target, raw as published, in the unit that the result will predict.
 *
 * `invalid-input`: fewer than 3 samples, values that are not finite, or the same latency for all samples. With `adaproxy` and fewer than 6
 * samples none can be spared to choose λ, so that only scale and offset are fitted (b = 0).
 */
export function adaptProxy(proxy: LinearPredictor, x: Matrix, y: ArrayLike<number>, options: AdaProxyOptions): AdaptedPredictor {
  checkTrainingData(x, y, minimumSamples);
  if (x.cols !== proxy.weights.length) throw new RangeError(`${x.cols} features for a proxy with ${proxy.weights.length} weights`);
  const latencies = Float64Array.from(y);
  if (latencies.every((value) => value === latencies[0])) {
    throw invalidInput(
      `All ${x.rows} samples have the same value on the target, which says nothing about its ranking.`,
      'Measure other or more architectures, or with a finer timer.',
    );
  }
  const { path, lambda, leaveOneOutRmse } = chooseLambda(proxy, x, latencies, options);
  const solution = path.solve(lambda);
  return adaptedPredictor(proxy.featureNames, solution.weights, solution.intercept, {
    method: options.method,
    samples: x.rows,
    lambda,
    lambdaMax: path.lambdaMax,
    factor: solution.factor,
    leaveOneOutRmse,
    kktResidual: solution.kktResidual,
  });
}

interface Choice {
  readonly path: AdaProxyPath;
  readonly lambda: number;
  readonly leaveOneOutRmse: number | null;
}

function chooseLambda(proxy: LinearPredictor, x: Matrix, y: Float64Array, options: AdaProxyOptions): Choice {
  switch (options.method) {
    case 'adaproxy':
      return chooseByValidation(proxy, x, y, options.rng);
    case 'adaproxy-loo':
      return chooseByLeaveOneOut(adaProxyPath(x, proxy.weights, y), x.rows);
    default:
      return assertNever(options);
  }
}

/** Of values of λ that rank the validation part equally well the smallest is taken: it follows the target most closely. */
function chooseByValidation(proxy: LinearPredictor, x: Matrix, y: Float64Array, rng: Rng): Choice {
  const validationSize = Math.max(minimumSamples, Math.round(x.rows * validationShare));
  if (x.rows - validationSize < minimumSamples) {
    const path = adaProxyPath(x, proxy.weights, y);
    return { path, lambda: path.lambdaMax, leaveOneOutRmse: null };
  }
  const order = rng.sampleWithout(x.rows, x.rows);
  const validation = order.slice(0, validationSize);
  const training = order.slice(validationSize);
  const latenciesOf = (samples: number[]) => Float64Array.from(samples, (i) => y[i]!);
  const path = adaProxyPath(selectRows(x, training), proxy.weights, latenciesOf(training));
  const validationX = selectRows(x, validation);
  const validationY = latenciesOf(validation);
  let best = { lambda: path.lambdaMax, srcc: -Infinity };
  for (const share of lambdaShares) {
    const lambda = share * path.lambdaMax;
    const srcc = spearman(multiplyVector(validationX, path.solve(lambda).weights), validationY) ?? -Infinity;
    if (srcc >= best.srcc) best = { lambda, srcc };
  }
  return { path, lambda: best.srcc === -Infinity ? path.lambdaMax : best.lambda, leaveOneOutRmse: null };
}

function chooseByLeaveOneOut(path: AdaProxyPath, samples: number): Choice {
  const { lambda, leaveOneOut } = leaveOneOutChoice(path, samples);
  return { path, lambda, leaveOneOutRmse: Math.sqrt(leaveOneOut.meanSquaredError) };
}

/** λ of the least mean squared leave-one-out error among fits that don't use up the samples, b = 0 included. */
export function leaveOneOutChoice(path: AdaProxyPath, samples: number): { readonly lambda: number; readonly leaveOneOut: LeaveOneOut } {
  let best = { lambda: path.lambdaMax, leaveOneOut: path.leaveOneOut(path.lambdaMax) };
  for (const share of lambdaShares) {
    const lambda = share * path.lambdaMax;
    const leaveOneOut = path.leaveOneOut(lambda);
    const isTrusted = leaveOneOut.degreesOfFreedom <= largestFreedom * samples;
    if (isTrusted && leaveOneOut.meanSquaredError < best.leaveOneOut.meanSquaredError) best = { lambda, leaveOneOut };
  }
  return best;
}
