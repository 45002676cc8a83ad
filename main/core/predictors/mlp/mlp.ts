import type { Matrix } from '../../linalg/matrix.ts';
import type { Rng } from '../../rng.ts';
import { checkTrainingData } from '../check-training-data.ts';
import { columnScales } from '../standardise.ts';
import { type MlpPredictor, mlpPredictor, standardiseInto } from './mlp-predictor.ts';
import { Trainer } from './trainer.ts';

export interface MlpOptions {
  /** One a column of x. */
  readonly featureNames: readonly string[];
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
  readonly epochs: number;
  readonly batchRows: number;
  readonly learningRate: number;
  /** To which the rate falls as a cosine does; default 0. */
  readonly lastLearningRate?: number;
  /** Decoupled from the rate's adaptation, on weights only. */
  readonly weightDecay: number;
  /** Holds a share of the rows out, keeps the weights that predict them best and ends `patience` epochs after those. */
  readonly earlyStopping?: { readonly share: number; readonly patience: number };
  /** Draws the first weights, the batches and the rows held out. */
  readonly rng: Rng;
}

/**
 * Multilayer perceptron with ReLU for the squared error, on standardised features and target, in single precision. `x`: [n, d], n ≥ 1 (2
 * with early stopping); `y`: [n] in any unit. The same seed gives the same model. Throws `invalid-input` for values that are not finite. Yields
 * the share that is done.
 */
export function* fitMlp(x: Matrix, y: ArrayLike<number>, options: MlpOptions): Generator<number, MlpPredictor> {
  const { featureNames, hidden, epochs, batchRows, learningRate, lastLearningRate = 0, earlyStopping, rng } = options;
  if (featureNames.length !== x.cols) throw new RangeError(`${featureNames.length} names for ${x.cols} features`);
  checkTrainingData(x, y, earlyStopping ? 2 : 1);
  const scales = columnScales(x);
  const inputs = new Float32Array(x.rows * x.cols);
  standardiseInto(inputs, x, scales);
  const target: Matrix = { rows: x.rows, cols: 1, data: Float64Array.from(y) };
  const targetScales = columnScales(target);
  const targets = new Float32Array(x.rows);
  standardiseInto(targets, target, targetScales);
  const sizes = [x.cols, ...hidden, 1];

  const order = rng.fork('rows').shuffle([...targets.keys()]);
  const held = earlyStopping ? Math.min(x.rows - 1, Math.max(1, Math.round(earlyStopping.share * x.rows))) : 0;
  const [heldOut, trained] = [order.slice(0, held), order.slice(held)];
  const trainer = new Trainer(sizes, Math.min(batchRows, x.rows), { weightDecay: options.weightDecay, rng: rng.fork('weights') });
  const { network } = trainer;
  const load = (rows: readonly number[]): void =>
    rows.forEach((row, at) => network.batch.set(inputs.subarray(row * x.cols, (row + 1) * x.cols), at * x.cols));

  let best = { loss: Infinity, epoch: 0, parameters: network.parameters.slice() };
  for (let epoch = 0; epoch < epochs && targetScales.inverseScales[0] !== 0; epoch++) {
    const rate = lastLearningRate + ((learningRate - lastLearningRate) * (1 + Math.cos((Math.PI * epoch) / epochs))) / 2;
    for (const [index, rows] of batches(rng.fork(`epoch ${epoch}`).shuffle(trained), batchRows).entries()) {
      load(rows);
      trainer.step(
        rows.map((row) => targets[row]!),
        rate,
      );
      yield (epoch + (index * batchRows) / trained.length) / epochs;
    }
    if (!earlyStopping) continue;
    let loss = 0;
    for (const rows of batches(heldOut, batchRows)) {
      load(rows);
      network.forward(rows.length).forEach((value, at) => (loss += (value - targets[rows[at]!]!) ** 2));
    }
    if (loss < best.loss) best = { loss, epoch, parameters: network.parameters.slice() };
    else if (epoch - best.epoch >= earlyStopping.patience) break;
  }
  const parameters = earlyStopping ? best.parameters : network.parameters.slice();
  return mlpPredictor({ featureNames, hidden, parameters, scales, targetScales });
}

function batches(rows: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.slice(index * size, (index + 1) * size));
}
