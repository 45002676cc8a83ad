import { fitMlp } from '../../../main/core/predictors/mlp/mlp.ts';
import { createRng } from '../../../main/core/rng.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { regressionScores } from '../../../main/core/stats/regression-scores.ts';
import type { ComparedSubject } from '../subject.ts';
import { normalValues } from './normal-values.ts';

const rows = 10_000;
const heldOutRows = 4000;
const cols = 128;

/** From seed to seed the R² of either scatters by some 0.05. */
export const mlp: ComparedSubject = {
  name: 'multilayer perceptron, 10,000 × 128, layers of 256 and 256, 20 epochs',
  peer: { name: 'torch', script: 'mlp.py', modules: ['torch'] },
  goalRatio: 2.4,
  rounds: 2,
  inputs() {
    const all = rows + heldOutRows;
    const x = normalValues(all * cols, 11);
    const y = normalValues(all, 12).map((noise, row) => {
      const [a, b, c] = x.subarray(row * cols) as unknown as [number, number, number];
      return Math.sin(2 * a) + b * c + 0.1 * noise;
    });
    return { x: x.subarray(0, rows * cols), y: y.subarray(0, rows), heldOutX: x.subarray(rows * cols), heldOutY: y.subarray(rows) };
  },
  prepare({ x, y, heldOutX }) {
    const featureNames = Array.from({ length: cols }, (_, j) => `x${j}`);
    const options = {
      featureNames,
      hidden: [256, 256],
      epochs: 20,
      batchRows: 128,
      learningRate: 1e-3,
      lastLearningRate: 1e-3,
      weightDecay: 0,
    };
    return () =>
      runToEnd(fitMlp({ rows, cols, data: x! }, y!, { ...options, rng: createRng(1) })).predict({
        rows: heldOutRows,
        cols,
        data: heldOutX!,
      }).mean;
  },
  tolerance: null,
  quality: { name: 'R² on other rows', within: 0.05, of: (predicted, { heldOutY }) => regressionScores(predicted, heldOutY!).r2! },
};
