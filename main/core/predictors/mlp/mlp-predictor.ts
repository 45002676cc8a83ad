import { invalidInput } from '../../lab-error.ts';
import type { Matrix } from '../../linalg/matrix.ts';
import type { Predictor, PredictorJson } from '../predictor.ts';
import { PredictorFields } from '../predictor-fields.ts';
import { requireFeatures } from '../require-features.ts';
import type { ColumnScales } from '../standardise.ts';
import { Network, parameterCount } from './network.ts';

export interface MlpPredictor extends Predictor {
  readonly kind: 'mlp';
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
}

export interface MlpParts {
  readonly featureNames: readonly string[];
  readonly hidden: readonly number[];
  /** See `Network.parameters`. */
  readonly parameters: Float32Array;
  readonly scales: ColumnScales;
  /** Of the one target. */
  readonly targetScales: ColumnScales;
}

const version = 1;
const rowsAtOnce = 256;

export function mlpPredictor({ featureNames, hidden, parameters, scales, targetScales }: MlpParts): MlpPredictor {
  let used: Network | undefined;
  const targetMean = targetScales.means[0]!;
  const targetInverseScale = targetScales.inverseScales[0]!;
  const targetScale = targetInverseScale === 0 ? 0 : 1 / targetInverseScale;
  return {
    kind: 'mlp',
    featureNames,
    hidden,
    predict(x) {
      requireFeatures(x, featureNames.length);
      const network = (used ??= networkOf([featureNames.length, ...hidden, 1], parameters));
      const mean = new Float64Array(x.rows);
      for (let first = 0; first < x.rows; first += rowsAtOnce) {
        const rows = Math.min(rowsAtOnce, x.rows - first);
        const part = { rows, cols: x.cols, data: x.data.subarray(first * x.cols, (first + rows) * x.cols) };
        standardiseInto(network.batch, part, scales);
        network.forward(rows).forEach((value, row) => {
          if (!Number.isFinite(value)) throw tooFar(first + row);
          mean[first + row] = targetMean + targetScale * value;
        });
      }
      return { mean };
    },
    toJSON: (): PredictorJson => ({
      kind: 'mlp',
      version,
      featureNames,
      hidden,
      featureMeans: [...scales.means],
      featureInverseScales: [...scales.inverseScales],
      targetMean,
      targetInverseScale,
      // Nine digits tell every single-precision number from its neighbours.
      parameters: Array.from(parameters, (value) => Number(value.toPrecision(9))),
    }),
  };
}

/** The model that `toJSON` described; `parse-failed` where a field is not what it should be. */
export function mlpFromJson(json: unknown): MlpPredictor {
  const fields = new PredictorFields(json);
  fields.requireVersion(version);
  const featureNames = fields.texts('featureNames');
  const hidden = [...fields.integers('hidden', 1, 2 ** 20)];
  return mlpPredictor({
    featureNames,
    hidden,
    parameters: Float32Array.from(fields.numbers('parameters', parameterCount([featureNames.length, ...hidden, 1]))),
    scales: {
      means: fields.numbers('featureMeans', featureNames.length),
      inverseScales: fields.numbers('featureInverseScales', featureNames.length),
    },
    targetScales: {
      means: Float64Array.of(fields.number('targetMean')),
      inverseScales: Float64Array.of(fields.number('targetInverseScale')),
    },
  });
}

/** (x − mean) / standard deviation in single precision; constant columns become 0. */
export function standardiseInto(target: Float32Array, { rows, cols, data }: Matrix, { means, inverseScales }: ColumnScales): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) target[i * cols + j] = (data[i * cols + j]! - means[j]!) * inverseScales[j]!;
  }
}

function tooFar(row: number): Error {
  return invalidInput(
    `The features of architecture ${row + 1} are too large for the model.`,
    'Use the model for architectures like those that it was fitted on.',
    `row ${row + 1}`,
  );
}

function networkOf(sizes: readonly number[], parameters: Float32Array): Network {
  const network = new Network(sizes, rowsAtOnce);
  network.parameters.set(parameters);
  return network;
}
