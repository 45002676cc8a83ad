import { type LinearPredictor, predictLinear } from './linear-predictor.ts';
import type { PredictorJson } from './predictor.ts';
import { PredictorFields } from './predictor-fields.ts';

export const adaptationMethods = ['adaproxy', 'adaproxy-loo'] as const;
export type AdaptationMethod = (typeof adaptationMethods)[number];

/** How a proxy's predictor was adapted; kept with the model. */
export interface AdaptationRecord {
  readonly method: AdaptationMethod;
  /** Measurements on the target that were used. */
  readonly samples: number;
  /** Strength of the penalty, and the one from which on all changes b to the proxy's weights vanish. */
  readonly lambda: number;
  readonly lambdaMax: number;
  /** Common factor a on the proxy's weights. */
  readonly factor: number;
  /** Root of the mean squared leave-one-out error on the samples, in the unit of the latencies; `adaproxy` does not know it: null. */
  readonly leaveOneOutRmse: number | null;
  /** Residual of the optimality (KKT) conditions, relative to λmax. */
  readonly kktResidual: number;
}

/** A proxy's linear predictor, adapted to a target device by AdaProxy. */
export interface AdaptedPredictor extends LinearPredictor {
  readonly kind: 'adaproxy';
  readonly adaptation: AdaptationRecord;
}

const version = 1;

export function adaptedPredictor(
  featureNames: readonly string[],
  weights: Float64Array,
  intercept: number,
  adaptation: AdaptationRecord,
): AdaptedPredictor {
  return {
    kind: 'adaproxy',
    featureNames,
    weights,
    intercept,
    adaptation,
    predict: (x) => ({ mean: predictLinear(x, weights, intercept) }),
    toJSON: (): PredictorJson => ({ kind: 'adaproxy', version, featureNames, weights: [...weights], intercept, adaptation }),
  };
}

/** The model that `toJSON` described; `parse-failed` where a field is not what it should be. */
export function adaptedPredictorFromJson(json: unknown): AdaptedPredictor {
  const fields = new PredictorFields(json);
  fields.requireVersion(version);
  const featureNames = fields.texts('featureNames');
  const record = fields.object('adaptation');
  return adaptedPredictor(featureNames, fields.numbers('weights', featureNames.length), fields.number('intercept'), {
    method: record.oneOf('method', adaptationMethods),
    samples: record.number('samples'),
    lambda: record.number('lambda'),
    lambdaMax: record.number('lambdaMax'),
    factor: record.number('factor'),
    leaveOneOutRmse: record.numberOrNull('leaveOneOutRmse'),
    kktResidual: record.number('kktResidual'),
  });
}
