import { invalidInput } from '../lab-error.ts';
import { type Matrix, selectRows } from '../linalg/matrix.ts';
import { mapSteps } from '../map-steps.ts';
import { createRng } from '../rng.ts';
import { checkTrainingData } from './check-training-data.ts';
import { chooseHyperparameters } from './gp/choose-hyperparameters.ts';
import { type Hyperparameters, standardisedRows } from './gp/covariance.ts';
import { GaussianProcess } from './gp/gaussian-process.ts';
import type { Predictor, PredictorJson } from './predictor.ts';
import { PredictorFields } from './predictor-fields.ts';
import { requireFeatures, requireFinite } from './require-features.ts';
import { columnScales, standardise } from './standardise.ts';

/** `log`: the logarithm of the target is Gaussian. */
const targetScales = ['plain', 'log'] as const;
export type TargetScale = (typeof targetScales)[number];

export interface GpPredictor extends Predictor {
  readonly kind: 'gp';
  readonly hyperparameters: Hyperparameters;
  readonly targetScale: TargetScale;
  /** Samples that were given, and those of them that the model rests on: at most `mostSamples`. */
  readonly samplesGiven: number;
  readonly samplesUsed: number;
}

/** Fitting takes time with the cube of the samples. */
export const mostSamples = 2000;
/** Hyper-parameters hardly change beyond. */
const mostForHyperparameters = 500;
/** Squares of what is larger overflow. */
const largestTarget = 1e150;
const version = 1;

/**
 * Gaussian process regression (Rasmussen and Williams 2006): constant mean, linear and RBF kernel on standardised features, noise; all
 * hyper-parameters by marginal likelihood, and by it whether a positive target is better taken as its logarithm. `x`: [n, d], n ≥ 2; `y`: [n]
 * in any unit. Of more than `mostSamples` samples a random part with a fixed seed is used: `samplesUsed` tells. Where all targets are
 * equal, that is what is predicted, with the standard deviation 0.
 *
 * Predictions are means and standard deviations of new measurements, noise included. Yields the share that is done.
 */
export function* fitGp(
  x: Matrix,
  y: ArrayLike<number>,
  { featureNames }: { readonly featureNames: readonly string[] },
): Generator<number, GpPredictor> {
  if (featureNames.length !== x.cols) throw new RangeError(`${featureNames.length} names for ${x.cols} features`);
  checkTrainingData(x, y, 2);
  for (let i = 0; i < x.rows; i++) {
    if (Math.abs(y[i]!) > largestTarget) throw invalidInput(`Sample ${i + 1} has the value ${y[i]}.`, 'Check its unit.', `row ${i + 1}`);
  }
  const used = someOf(x.rows, mostSamples);
  const samples = { x: selectRows(x, used), y: Float64Array.from(used, (i) => y[i]!) };
  return gpPredictor({ featureNames, samplesGiven: x.rows, ...samples, ...(yield* chooseModel(samples.x, samples.y)) });
}

/** The model that `toJSON` described; `parse-failed` where a field is not what it should be. */
export function gpFromJson(json: unknown): GpPredictor {
  const fields = new PredictorFields(json);
  fields.requireVersion(version);
  const featureNames = fields.texts('featureNames');
  const rows = fields.number('samplesUsed');
  const targetScale = fields.oneOf('targetScale', targetScales);
  if (!(rows >= 2 && rows <= mostSamples)) throw fields.refusal('samplesUsed', `a whole number from 2 to ${mostSamples}`);
  const y = fields.numbers('y', rows);
  if (y.some((value) => Math.abs(value) > largestTarget)) throw fields.refusal('y', `a list of numbers up to ${largestTarget}`);
  if (targetScale === 'log' && y.some((value) => value <= 0)) throw fields.refusal('y', 'a list of positive numbers');
  const x = { rows, cols: featureNames.length, data: fields.numbers('x', rows * featureNames.length) };
  const [linearShare, lengthScale, noise] = ['linearShare', 'lengthScale', 'noise'].map((name) => fields.number(name));
  if (!(linearShare! >= 0 && linearShare! <= 1)) throw fields.refusal('linearShare', 'a number from 0 to 1');
  if (!(lengthScale! >= 1e-3)) throw fields.refusal('lengthScale', 'a number from 0.001 on');
  if (!(noise! >= 1e-9)) throw fields.refusal('noise', 'a number from 1e-9 on');
  const hyperparameters = { linearShare: linearShare!, lengthScale: lengthScale!, noise: noise! };
  return gpPredictor({ featureNames, samplesGiven: fields.number('samplesGiven'), x, y, targetScale, hyperparameters });
}

/** All that the process follows from. */
interface GpModel {
  readonly featureNames: readonly string[];
  readonly samplesGiven: number;
  readonly x: Matrix;
  readonly y: Float64Array;
  readonly targetScale: TargetScale;
  readonly hyperparameters: Hyperparameters;
}

function gpPredictor({ featureNames, samplesGiven, x, y, targetScale, hyperparameters }: GpModel): GpPredictor {
  const { scales, rows } = featuresOf(x);
  const target = targetOf(y, targetScale);
  const process = new GaussianProcess(rows, target.values, hyperparameters);
  const description = { samplesGiven, samplesUsed: y.length, targetScale };
  return {
    kind: 'gp',
    featureNames,
    hyperparameters,
    ...description,
    predict(at) {
      requireFeatures(at, featureNames.length);
      const { mean, variance } = process.predict(standardise(at, scales));
      const standardDeviation = variance.map((value) => target.deviation * Math.sqrt(value));
      for (let i = 0; i < mean.length; i++) mean[i] = target.mean + target.deviation * mean[i]!;
      return targetScale === 'log' ? logNormal(mean, standardDeviation) : { mean, standardDeviation };
    },
    toJSON: (): PredictorJson => ({
      kind: 'gp',
      version,
      featureNames,
      ...description,
      ...hyperparameters,
      x: [...x.data],
      y: [...y],
    }),
  };
}

/** Scale and hyper-parameters with the greatest evidence; on the logarithm's scale its Jacobian is part of it. */
function* chooseModel(x: Matrix, y: Float64Array): Generator<number, Pick<GpModel, 'targetScale' | 'hyperparameters'>> {
  const { rows } = featuresOf(x);
  const some = someOf(x.rows, mostForHyperparameters);
  const part = standardisedRows(selectRows(rows.z, some), rows.dimension);
  const scales = y.every((value) => value > 0) ? targetScales : (['plain'] as const);
  let best: { readonly targetScale: TargetScale; readonly hyperparameters: Hyperparameters; readonly evidence: number } | undefined;
  for (const [index, targetScale] of scales.entries()) {
    const { values, deviation } = targetOf(y, targetScale);
    const target = Float64Array.from(some, (i) => values[i]!);
    const choice = yield* mapSteps(chooseHyperparameters(part, target), (share) => (index + share) / scales.length);
    const jacobian = targetScale === 'log' ? some.reduce((sum, i) => sum + Math.log(y[i]!), 0) : 0;
    const evidence = choice.logEvidence - some.length * Math.log(deviation) - jacobian;
    if (best === undefined || evidence > best.evidence) best = { targetScale, hyperparameters: choice.hyperparameters, evidence };
  }
  return best!;
}

function featuresOf(x: Matrix) {
  const scales = columnScales(x);
  const varying = scales.inverseScales.reduce((count, scale) => count + Number(scale > 0), 0);
  const z = standardise(x, scales);
  requireFinite(z); // values near the largest number overflow
  return { scales, rows: standardisedRows(z, varying) };
}

/** The target on its scale, centred and scaled to unit variance; all 0 with deviation 0 where it is constant. */
function targetOf(y: Float64Array, scale: TargetScale) {
  const target = { rows: y.length, cols: 1, data: scale === 'log' ? y.map(Math.log) : y };
  const scales = columnScales(target);
  const inverse = scales.inverseScales[0]!;
  return { values: standardise(target, scales).data, mean: scales.means[0]!, deviation: inverse > 0 ? 1 / inverse : 0 };
}

/** Mean and standard deviation of exp of normal values; what would overflow is the largest number. */
function logNormal(means: Float64Array, deviations: Float64Array) {
  const mean = means.map((value, i) => Math.min(Number.MAX_VALUE, Math.exp(value + deviations[i]! ** 2 / 2)));
  const standardDeviation = mean.map((value, i) => Math.min(Number.MAX_VALUE, value * Math.sqrt(Math.expm1(deviations[i]! ** 2))));
  return { mean, standardDeviation };
}

/** All of 0 … n − 1, or `most` of them at random, always the same, in rising order. */
function someOf(n: number, most: number): Uint32Array {
  if (n <= most) return Uint32Array.from({ length: n }, (_, i) => i);
  return Uint32Array.from(createRng(0).sampleWithout(n, most)).sort();
}
