import type { Matrix } from '../linalg/matrix.ts';
import { multiplyVector } from '../linalg/multiply.ts';
import type { Predictor } from './predictor.ts';
import { requireFeatures } from './require-features.ts';

/** A predictor of the form intercept + x·weights. Only such a proxy can be adapted by AdaProxy. */
export interface LinearPredictor extends Predictor {
  /** One a feature. */
  readonly weights: Float64Array;
  readonly intercept: number;
}

/** intercept + X·weights, [n]; `invalid-input` where x has other dimensions than the model. */
export function predictLinear(x: Matrix, weights: Float64Array, intercept: number): Float64Array {
  requireFeatures(x, weights.length);
  return multiplyVector(x, weights).map((value) => value + intercept);
}
