import type { Matrix } from '../linalg/matrix.ts';

/** What a predictor says of n rows. */
export interface Prediction {
  /** [n], in the unit that it was fitted on. */
  readonly mean: Float64Array;
  /** [n] standard deviation of the predictive distribution, where the model has one. */
  readonly standardDeviation?: Float64Array;
}

/** A fitted model of latency, energy or accuracy. */
export interface Predictor {
  readonly kind: string;
  /** One name a column of x. */
  readonly featureNames: readonly string[];
  /** `x`: [n, d] row-major, d = number of feature names. */
  predict(x: Matrix): Prediction;
  /** Versioned plain data from which `loadPredictor` makes the same model again. */
  toJSON(): PredictorJson;
}

export interface PredictorJson {
  readonly kind: string;
  readonly version: number;
  readonly [field: string]: unknown;
}
