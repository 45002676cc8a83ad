import { fitBoosting } from '../../../main/core/predictors/boosting/boosting.ts';
import type { Matrix } from '../../../main/core/linalg/matrix.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { regressionScores } from '../../../main/core/stats/regression-scores.ts';
import type { ComparedSubject, Inputs, Peer } from '../subject.ts';
import { normalValues } from './normal-values.ts';

const rows = 9000;
const heldOutRows = 9000;
const cols = 400;
const predictedRows = 100_000;

const lightGbm: Peer = { name: 'LightGBM', script: 'boosting_lightgbm.py', modules: ['lightgbm'] };
const scikitLearn: Peer = { name: 'HistGradientBoostingRegressor', script: 'boosting_sklearn.py', modules: ['sklearn'] };

/** Once against each: which of them is installed differs. */
export const boostingSubjects: readonly ComparedSubject[] = [
  fitting('LightGBM', lightGbm, 1),
  fitting('scikit-learn', scikitLearn, 1),
  predicting('LightGBM', lightGbm, 1.6),
];

/** 300 trees of depth 6 on 9,000 rows of 400 features, of which 30 matter: linear, curved and in pairs. */
function inputs(draw: number): Inputs {
  const all = rows + heldOutRows;
  const seed = 8 + 100 * draw;
  const x = normalValues(all * cols, seed);
  const weights = normalValues(30, seed + 1);
  const noise = normalValues(all, seed + 2);
  const y = noise.map((value, row) => {
    const feature = (j: number): number => x[row * cols + j]!;
    let sum = 0.7 * value;
    for (let j = 0; j < 10; j++) {
      sum += 0.25 * weights[j]! * feature(j);
      sum += 0.25 * weights[10 + j]! * Math.sin(2 * feature(10 + j));
      sum += 0.4 * weights[20 + j]! * (feature(j) > 0 ? feature(20 + j) : 0);
    }
    return sum;
  });
  return { x: x.subarray(0, rows * cols), y: y.subarray(0, rows), heldOutX: x.subarray(rows * cols), heldOutY: y.subarray(rows) };
}

function fitting(library: string, peer: Peer, goalRatio: number): ComparedSubject {
  return {
    name: `boosted trees, 9,000 × 400, 300 trees of depth 6, beside ${library}`,
    peer,
    goalRatio,
    rounds: 1,
    inputs,
    prepare: (given) => () => fit(given).predict(matrix(given['heldOutX']!)).mean,
    tolerance: null,
    // On a single draw two of them lie up to 0.004 apart, to either side.
    quality: {
      name: 'R² on other rows, mean of ten draws',
      within: 0.002,
      draws: 10,
      of: (predicted, { heldOutY }) => regressionScores(predicted, heldOutY!).r2!,
    },
  };
}

function predicting(library: string, peer: Peer, goalRatio: number): ComparedSubject {
  return {
    name: `prediction of 100,000 rows by 300 trees, beside ${library}`,
    peer: { ...peer, script: peer.script.replace('boosting', 'boosting_predict') },
    goalRatio,
    rounds: 3,
    inputs,
    prepare(given) {
      const model = fit(given);
      const many = matrix(new Float64Array(predictedRows * cols).map((_, i) => given['heldOutX']![i % (heldOutRows * cols)]!));
      return () => model.predict(many).mean.subarray(0, heldOutRows);
    },
    tolerance: null,
  };
}

function fit({ x, y }: Inputs) {
  const featureNames = Array.from({ length: cols }, (_, j) => `x${j}`);
  return runToEnd(fitBoosting(matrix(x!), y!, { featureNames, trees: 300, depth: 6, learningRate: 0.1, minimumLeafSamples: 20 }));
}

function matrix(data: Float64Array): Matrix {
  return { rows: data.length / cols, cols, data };
}
