import { invalidInput } from '../../lab-error.ts';
import { regressionScores } from '../../stats/regression-scores.ts';
import { mean } from '../../stats/summary.ts';
import type { LatencyPrediction } from '../cost-model.ts';

/** How predictions agree with measurements; null where a figure is not defined. */
export interface CostModelScores {
  /** Over all measurements of all test devices together. */
  readonly r2: number | null;
  readonly rmseMs: number;
  /** A fraction. */
  readonly mape: number;
  /** Means over the test devices. */
  readonly r2PerDevice: number | null;
  readonly spearmanPerDevice: number | null;
  /** Share of the measurements within the 90 % intervals; null where the model has none. */
  readonly coverage: number | null;
}

/** Scores predictions of devices; both [devices][networks], NaN where there is none. `invalid-input` where no prediction meets a measurement. */
export function scorePredictions(predictions: readonly LatencyPrediction[], measuredMs: readonly Float64Array[]): CostModelScores {
  const devices = predictions
    .map((prediction, device) => measuredOnly(prediction, measuredMs[device]!))
    .filter(({ measured }) => measured.length > 0);
  if (devices.length === 0) {
    throw invalidInput(
      'The test devices have measured none of the networks to score.',
      'Give a table with more measurements, or another split.',
    );
  }
  const pooled = regressionScores(
    devices.flatMap(({ predicted }) => predicted),
    devices.flatMap(({ measured }) => measured),
  );
  const each = devices.map(({ predicted, measured }) => regressionScores(predicted, measured));
  const inside = devices.flatMap((device) => device.inside);
  return {
    r2: pooled.r2,
    rmseMs: pooled.rmse,
    mape: pooled.mape!,
    r2PerDevice: meanOrNull(each.map(({ r2 }) => r2)),
    spearmanPerDevice: meanOrNull(each.map(({ srcc }) => srcc)),
    coverage: inside.length === 0 ? null : inside.filter(Boolean).length / inside.length,
  };
}

function measuredOnly({ latencyMs, interval }: LatencyPrediction, measuredMs: Float64Array) {
  const places = [...measuredMs.keys()].filter((i) => !Number.isNaN(measuredMs[i]) && !Number.isNaN(latencyMs[i]));
  return {
    predicted: places.map((i) => latencyMs[i]!),
    measured: places.map((i) => measuredMs[i]!),
    inside: interval ? places.map((i) => measuredMs[i]! >= interval.lowMs[i]! && measuredMs[i]! <= interval.highMs[i]!) : [],
  };
}

function meanOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : mean(known);
}
