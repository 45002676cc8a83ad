import { type Matrix, zeros } from '../linalg/matrix.ts';
import { PredictorFields } from '../predictors/predictor-fields.ts';
import type { Predictor, PredictorJson } from '../predictors/predictor.ts';
import { requireFeatures } from '../predictors/require-features.ts';
import { latencyOf, type LatencyTerm, type RadialSum } from './latency-formula.ts';
import { predictSource, type SourcePart, type SourcePredictor } from './source-predictor.ts';

/** A source as a model of the target knows it, and how its logarithms of latencies were standardised. */
export interface KnownSource extends SourcePredictor {
  readonly offset: number;
  readonly unit: number;
}

/** A model of a target's latencies that was transferred from sources, for any architecture of the space. */
export interface TransferPredictor extends Predictor {
  readonly kind: 'transfer';
  readonly sources: readonly KnownSource[];
  readonly terms: readonly LatencyTerm[];
  /** Of a measurement around its prediction, a share of the latency; null: not known. */
  readonly relativeDeviation: number | null;
}

type TransferModel = Pick<TransferPredictor, 'featureNames' | 'sources' | 'terms' | 'relativeDeviation'>;

const version = 1;
const scales = ['raw', 'log'] as const;
const inputs = ['x', 'sources'] as const;

/** `featureNames`: those of the space's descriptors. */
export function transferPredictor(model: TransferModel): TransferPredictor {
  const { featureNames, sources, terms, relativeDeviation } = model;
  return {
    kind: 'transfer',
    ...model,
    predict(x) {
      requireFeatures(x, featureNames.length);
      const mean = latencyOf(terms, { x, sources: sourceMatrix(sources, x) });
      return relativeDeviation === null ? { mean } : { mean, standardDeviation: mean.map((value) => relativeDeviation * value) };
    },
    toJSON: (): PredictorJson => ({
      kind: 'transfer',
      version,
      featureNames,
      relativeDeviation,
      sources: sources.map(({ parts, ...source }) => ({
        ...source,
        parts: parts.map(({ weights, ...part }) => ({ ...part, weights: [...weights] })),
      })),
      terms: terms.map(({ descriptorWeights, sourceWeights, radial, ...term }) => ({
        ...term,
        descriptorWeights: [...descriptorWeights],
        sourceWeights: [...sourceWeights],
        radial: radial.map(radialToJson),
      })),
    }),
  };
}

/** The model that `toJSON` described; `parse-failed` where a field is not what it should be. */
export function transferPredictorFromJson(json: unknown): TransferPredictor {
  const fields = new PredictorFields(json);
  fields.requireVersion(version);
  const featureNames = fields.texts('featureNames');
  const sources = fields.objects('sources').map((source) => knownSource(source, featureNames.length));
  return transferPredictor({
    featureNames,
    sources,
    relativeDeviation: fields.numberOrNull('relativeDeviation'),
    terms: fields.objects('terms').map((term) => latencyTerm(term, featureNames.length, sources.length)),
  });
}

function sourceMatrix(sources: readonly KnownSource[], x: Matrix): Matrix {
  const matrix = zeros(x.rows, sources.length);
  sources.forEach((source, s) => {
    predictSource(source, x).forEach((latencyMs, i) => {
      matrix.data[i * sources.length + s] = (Math.log(latencyMs) - source.offset) / source.unit;
    });
  });
  return matrix;
}

function radialToJson({ input, component, support, coefficients }: RadialSum) {
  const { name, sharpness, columns, centres, scales: units } = component;
  return {
    input,
    name,
    sharpness,
    columns: [...columns],
    centres: [...centres],
    scales: [...units],
    support: [...support.data],
    coefficients: [...coefficients],
  };
}

function knownSource(source: PredictorFields, features: number): KnownSource {
  const parts = source.objects('parts').map((part) => sourcePart(part, features));
  if (parts.length === 0) throw source.refusal('parts', 'a list with a part');
  return { name: source.text('name'), offset: source.number('offset'), unit: source.positive('unit'), parts };
}

function sourcePart(part: PredictorFields, features: number): SourcePart {
  return {
    scale: part.oneOf('scale', scales),
    probability: part.positive('probability'),
    intercept: part.number('intercept'),
    weights: part.numbers('weights', features),
    floorMs: part.positive('floorMs'),
  };
}

function latencyTerm(term: PredictorFields, features: number, sources: number): LatencyTerm {
  const scale = term.oneOf('scale', scales);
  return {
    share: term.number('share'),
    scale,
    floorMs: scale === 'raw' ? term.positive('floorMs') : term.number('floorMs'),
    constant: term.number('constant'),
    descriptorWeights: term.numbersOrNone('descriptorWeights', features),
    sourceWeights: term.numbersOrNone('sourceWeights', sources),
    radial: term.objects('radial').map((radial) => radialSum(radial, features, sources)),
  };
}

function radialSum(radial: PredictorFields, features: number, sources: number): RadialSum {
  const input = radial.oneOf('input', inputs);
  const columns = radial.integers('columns', 0, (input === 'x' ? features : sources) - 1);
  const coefficients = radial.numbersOfAnyLength('coefficients');
  return {
    input,
    component: {
      name: radial.text('name'),
      form: 'radial',
      sharpness: radial.number('sharpness'),
      columns: Uint32Array.from(columns),
      centres: radial.numbers('centres', columns.length),
      scales: radial.numbers('scales', columns.length),
      weights: [],
    },
    support: {
      rows: coefficients.length,
      cols: columns.length,
      data: radial.numbers('support', coefficients.length * columns.length),
    },
    coefficients,
  };
}
