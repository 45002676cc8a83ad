import { invalidInput } from '../../lab-error.ts';
import type { Matrix } from '../../linalg/matrix.ts';
import { mapSteps } from '../../map-steps.ts';
import type { Rng } from '../../rng.ts';
import { checkTrainingData, checkWeights } from '../check-training-data.ts';
import { binRows } from './binned-rows.ts';
import { type BoostingPredictor, boostingPredictor } from './boosting-predictor.ts';
import { packGradients, packingOf } from './packed-gradients.ts';
import type { Tree } from './tree.ts';
import { TreeGrower } from './tree-grower.ts';

export interface BoostingOptions {
  /** One a column of x. */
  readonly featureNames: readonly string[];
  readonly trees: number;
  /** Splits from the root to a leaf at most. */
  readonly depth: number;
  readonly learningRate: number;
  /** Samples that a leaf holds at least; where weights differ, in samples of mean weight. */
  readonly minimumLeafSamples: number;
  /** L2 penalty on leaf values, in samples of mean weight; default 0. */
  readonly l2?: number;
  /** [n], ≥ 0; default: all equal. */
  readonly weights?: ArrayLike<number>;
  /** Grows every tree on a random share of the rows and features. */
  readonly sampling?: { readonly rowShare: number; readonly featureShare: number; readonly rng: Rng };
  /** Holds a share of the rows out and keeps the number of trees that predicts them best; ends `patience` trees after it. */
  readonly earlyStopping?: { readonly share: number; readonly patience: number; readonly rng: Rng };
}

/**
 * Gradient-boosted regression trees for the squared error (Friedman 2001) on features in at most 255 bins, exact where a feature takes no
 * more values than that. With neither sampling nor early stopping nothing is random. `x`: [n, d], n ≥ 1; `y`: [n] in any unit; early stopping
 * needs two samples that have weight. Throws `invalid-input` for values that are not finite. Yields the share that is done.
 */
export function* fitBoosting(x: Matrix, y: ArrayLike<number>, options: BoostingOptions): Generator<number, BoostingPredictor> {
  const { featureNames, trees: mostTrees, learningRate, l2 = 0, weights, sampling, earlyStopping } = options;
  if (featureNames.length !== x.cols) throw new RangeError(`${featureNames.length} names for ${x.cols} features`);
  if (!(learningRate > 0)) throw new RangeError(`a learning rate of ${learningRate}`);
  checkTrainingData(x, y, 1);
  if (weights) checkWeights(weights, x.rows);
  const packing = packingOf(x.rows, weights);
  const { mass, meanMass, radix } = packing;
  const heldOut = earlyStopping ? new HeldOut(mass, earlyStopping) : undefined;
  const trained = heldOut?.trained ?? Uint8Array.from(mass, (value) => Number(value > 0));

  const binned = yield* mapSteps(binRows(x), () => 0);
  const { features } = binned;
  const leastMass = Math.max(1, options.minimumLeafSamples * meanMass);
  const grower = new TreeGrower(binned, { depth: options.depth, learningRate, radix, leastMass, l2: l2 * meanMass });

  const base = weightedMean(y, mass, trained);
  const residuals = Float64Array.from(y, (value) => value - base);
  const trees: Tree[] = [];
  heldOut?.judge(residuals, 0);
  while (trees.length < mostTrees && !heldOut?.isPatienceOver(trees.length)) {
    const scale = packGradients(packing, sampling ? someOf(trained, sampling.rowShare, sampling.rng) : trained, residuals, grower.packed);
    if (scale === 0) break;
    const usable = sampling ? features.filter(drawing(features.length, sampling.featureShare, sampling.rng)) : features;
    const growth = grower.grow({ scale, features: usable }, residuals);
    const tree = yield* mapSteps(growth, () => trees.length / mostTrees);
    trees.push(tree);
    heldOut?.judge(residuals, trees.length);
    if (tree.features.length === 1 && !sampling) break; // nothing gains any more
  }
  return boostingPredictor(featureNames, base, trees.slice(0, heldOut?.bestTrees));
}

/** The rows that early stopping watches. */
class HeldOut {
  /** [rows] 1: trained on; 0: held out, or without mass. */
  readonly trained: Uint8Array;
  bestTrees = 0;
  readonly #mass: Float64Array;
  readonly #patience: number;
  #smallestLoss = Infinity;

  constructor(mass: Float64Array, { share, patience, rng }: NonNullable<BoostingOptions['earlyStopping']>) {
    const rows = [...mass.keys()].filter((row) => mass[row]! > 0);
    if (rows.length < 2) throw invalidInput('At least 2 samples are needed to hold one out, there is 1.', 'Measure more architectures.');
    this.#mass = mass;
    this.#patience = patience;
    this.trained = Uint8Array.from(mass, (value) => Number(value > 0));
    const held = Math.min(rows.length - 1, Math.max(1, Math.round(share * rows.length)));
    for (const index of rng.sampleWithout(rows.length, held)) this.trained[rows[index]!] = 0;
  }

  judge(residuals: Float64Array, trees: number): void {
    let loss = 0;
    for (let row = 0; row < residuals.length; row++) if (this.trained[row] === 0) loss += this.#mass[row]! * residuals[row]! ** 2;
    if (loss >= this.#smallestLoss) return;
    this.#smallestLoss = loss;
    this.bestTrees = trees;
  }

  isPatienceOver(trees: number): boolean {
    return trees - this.bestTrees >= this.#patience;
  }
}

function weightedMean(y: ArrayLike<number>, mass: Float64Array, trained: Uint8Array): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < y.length; row++) {
    if (trained[row] === 0) continue;
    sum += mass[row]! * y[row]!;
    total += mass[row]!;
  }
  return sum / total;
}

/** A random share of the rows that are marked in `from`. */
function someOf(from: Uint8Array, share: number, rng: Rng): Uint8Array {
  const some = new Uint8Array(from.length);
  const marked = from.reduce((sum, mark) => sum + mark, 0);
  const draw = drawing(marked, share, rng);
  for (let row = 0; row < from.length; row++) if (from[row] === 1 && draw()) some[row] = 1;
  return some;
}

/**
 * Says for each of `count` items in turn whether it is taken: a random share of them, at least one (selection sampling, Knuth 3.4.2,
 * algorithm S).
 */
function drawing(count: number, share: number, rng: Rng): () => boolean {
  let wanted = Math.min(count, Math.max(1, Math.round(share * count)));
  let left = count;
  return () => {
    const taken = rng.next() * left-- < wanted;
    if (taken) wanted--;
    return taken;
  };
}
