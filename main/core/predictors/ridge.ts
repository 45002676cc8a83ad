import type { Matrix } from '../linalg/matrix.ts';
import { filteredSolution, minimumNormLeastSquares } from '../linalg/least-squares.ts';
import { multiplyTransposed } from '../linalg/multiply.ts';
import { type Svd, svd } from '../linalg/svd.ts';
import { mean } from '../stats/summary.ts';
import { checkTrainingData } from './check-training-data.ts';
import { type LinearPredictor, predictLinear } from './linear-predictor.ts';
import type { PredictorJson } from './predictor.ts';
import { PredictorFields } from './predictor-fields.ts';
import { columnScales, standardise } from './standardise.ts';

export interface RidgeOptions {
  /** One a column of x. */
  readonly featureNames: readonly string[];
  /**
   * Penalty λ ≥ 0 on standardised columns; 0 is the pseudo-inverse of x as it is, without an intercept of its own (the form that OneProxy
   * publishes: x carries a trailing 1). `leave-one-out`: the λ with the least error on samples that were left out.
   */
  readonly lambda: number | 'leave-one-out';
}

export interface RidgePredictor extends LinearPredictor {
  readonly kind: 'ridge';
  /** The penalty that was used; 0: pseudo-inverse. */
  readonly lambda: number;
}

/** Null directions of one-hot encodings lie some 1e-16 below the largest singular value; numpy's default would keep some of them. */
const rcond = 1e-10;
const version = 1;
const lambdas = Array.from({ length: 33 }, (_, i) => 10 ** (2 - i / 4)); // 100 … 1e-6

/**
 * Linear model by ridge regression: minimises ‖y − intercept − Z·v‖²/n + λ‖v‖², where Z is x with its columns centred and scaled to unit
 * variance; the intercept is not penalised and constant columns weigh nothing. `x`: [n, d], n ≥ 2; `y`: [n] in any unit.
 */
export function fitRidge(x: Matrix, y: ArrayLike<number>, options: RidgeOptions): RidgePredictor {
  if (options.featureNames.length !== x.cols) throw new RangeError(`${options.featureNames.length} names for ${x.cols} features`);
  checkTrainingData(x, y, 2);
  if (options.lambda === 0) return ridgePredictor(options.featureNames, minimumNormLeastSquares(x, y, rcond), 0, 0);
  if (options.lambda !== 'leave-one-out' && !(options.lambda > 0)) throw new RangeError(`λ = ${options.lambda}`);

  const scales = columnScales(x);
  const decomposition = svd(standardise(x, scales));
  const meanY = mean(y);
  const centredY = Float64Array.from(y, (value) => value - meanY);
  const lambda = options.lambda === 'leave-one-out' ? bestLambda(decomposition, centredY) : options.lambda;
  const penalty = x.rows * lambda;
  const weights = filteredSolution(decomposition, centredY, (s) => (s > 0 ? s / (s * s + penalty) : 0)).map(
    (value, j) => value * scales.inverseScales[j]!,
  );
  const intercept = meanY - scales.means.reduce((sum, value, j) => sum + value * weights[j]!, 0);
  return ridgePredictor(options.featureNames, weights, intercept, lambda);
}

/** The model that `toJSON` described; `parse-failed` where a field is not what it should be. */
export function ridgeFromJson(json: unknown): RidgePredictor {
  const fields = new PredictorFields(json);
  fields.requireVersion(version);
  const featureNames = fields.texts('featureNames');
  return ridgePredictor(featureNames, fields.numbers('weights', featureNames.length), fields.number('intercept'), fields.number('lambda'));
}

function ridgePredictor(featureNames: readonly string[], weights: Float64Array, intercept: number, lambda: number): RidgePredictor {
  return {
    kind: 'ridge',
    featureNames,
    weights,
    intercept,
    lambda,
    predict: (x) => ({ mean: predictLinear(x, weights, intercept) }),
    toJSON: (): PredictorJson => ({ kind: 'ridge', version, featureNames, weights: [...weights], intercept, lambda }),
  };
}

/** The λ whose leave-one-out residuals e/(1 − h) are least in the mean square; h is the diagonal of the hat matrix (Allen 1974). */
function bestLambda(decomposition: Svd, centredY: Float64Array): number {
  const { u, singularValues } = decomposition;
  const n = u.rows;
  const projected = multiplyTransposed(u, centredY);
  let best = { lambda: lambdas[0]!, error: Infinity };
  for (const lambda of lambdas) {
    const shrink = singularValues.map((s) => (s === 0 ? 0 : (s * s) / (s * s + n * lambda)));
    let error = 0;
    for (let i = 0; i < n; i++) {
      let fitted = 0;
      let leverage = 1 / n;
      for (let k = 0; k < u.cols; k++) {
        const value = u.data[i * u.cols + k]!;
        fitted += value * shrink[k]! * projected[k]!;
        leverage += value * value * shrink[k]!;
      }
      error += ((centredY[i]! - fitted) / Math.max(1 - leverage, 1e-12)) ** 2;
    }
    if (error < best.error) best = { lambda, error };
  }
  return best.lambda;
}
