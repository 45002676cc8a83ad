import { cholesky, choleskySolve, solveLowerMatrix, solveLowerTransposedMatrix } from '../../linalg/cholesky.ts';
import { type Matrix } from '../../linalg/matrix.ts';
import { multiply, multiplyTransposed } from '../../linalg/multiply.ts';
import type { LayeredNetwork } from '../cost-model.ts';
import type { Conditioned } from './condition-on.ts';
import { levelVariance, withLevel } from './device-statistics.ts';
import { addToDiagonal, type DescribedNetworks, NetworkSimilarity, weightedSum } from './network-similarity.ts';

export interface KrigingWeights {
  readonly layerCosts: Float64Array;
  /** One a similarity, the noise's behind them. */
  readonly meanWeights: Float64Array;
  readonly deviationWeights: Float64Array;
}

/** What the known networks say of others. */
export interface KrigedNetworks {
  /** ln of the latencies on the average device, and the variance of what they turn out to be, [networks]. */
  readonly mean: Float64Array;
  readonly meanVariances: Float64Array;
  /** A device's deviation on the networks is gainsᵀ · (its level and deviation on the known ones), [known, networks]. */
  readonly gains: Matrix;
  /** Variance about that where the deviation on the known ones is certain, noise included, [networks]. */
  readonly deviationVariances: Float64Array;
}

/** Predicts networks from known ones that are like them (kriging: the best linear prediction under the similarities' covariance). */
export class NetworkKriging {
  readonly #weights: KrigingWeights;
  readonly #similarity: NetworkSimilarity;
  readonly #known: DescribedNetworks;
  readonly #meanFactor: Matrix;
  readonly #deviationFactor: Matrix;
  /** Inverse covariance times what the average device's latencies differ from the networks' costs. */
  readonly #meanSolved: Float64Array;

  /** `mean`: ln of the known networks' latencies on the average device. */
  constructor(known: readonly LayeredNetwork[], mean: Float64Array, weights: KrigingWeights) {
    this.#weights = weights;
    this.#similarity = new NetworkSimilarity(known, weights.layerCosts);
    this.#known = this.#similarity.describe(known);
    const similarities = this.#similarity.between(this.#known, this.#known);
    this.#meanFactor = factorOf(similarities, weights.meanWeights);
    this.#deviationFactor = factorOf(similarities, weights.deviationWeights);
    this.#meanSolved = choleskySolve(
      this.#meanFactor,
      mean.map((value, i) => value - this.#known.logCosts[i]!),
    );
  }

  predict(networks: readonly LayeredNetwork[]): KrigedNetworks {
    const described = this.#similarity.describe(networks);
    const similarities = this.#similarity.between(this.#known, described);
    const own = this.#similarity.withThemselves(described);
    const ofMean = withLevel(weightedSum(similarities, this.#weights.meanWeights));
    const ofDeviation = withLevel(weightedSum(similarities, this.#weights.deviationWeights));
    const difference = multiplyTransposed(ofMean, this.#meanSolved);
    const whitenedDeviation = solveLowerMatrix(this.#deviationFactor, ofDeviation);
    return {
      mean: described.logCosts.map((value, i) => value + difference[i]!),
      meanVariances: unexplained(own, this.#weights.meanWeights, solveLowerMatrix(this.#meanFactor, ofMean)),
      gains: solveLowerTransposedMatrix(this.#deviationFactor, whitenedDeviation),
      deviationVariances: unexplained(own, this.#weights.deviationWeights, whitenedDeviation),
    };
  }
}

function factorOf(similarities: readonly Matrix[], weights: Float64Array): Matrix {
  const factor = cholesky(withLevel(addToDiagonal(weightedSum(similarities, weights), weights.at(-1)!)));
  if (factor === undefined) throw new Error('a covariance of networks is not positive definite');
  return factor;
}

/** Prior variances less what the whitened covariances [known, networks] explain; at least the noise. */
function unexplained(own: readonly Float64Array[], weights: Float64Array, whitened: Matrix): Float64Array {
  const noise = weights.at(-1)!;
  const variances = new Float64Array(whitened.cols).fill(levelVariance + noise);
  own.forEach((values, k) => values.forEach((value, i) => (variances[i]! += weights[k]! * value)));
  for (let i = 0; i < whitened.data.length; i++) variances[i % whitened.cols]! -= whitened.data[i]! ** 2;
  return variances.map((value) => Math.max(noise, value));
}

/** What a device's known networks say of its others: ln of the latencies and their variances. */
export function carriedOver(device: Conditioned, { mean, meanVariances, gains, deviationVariances }: KrigedNetworks) {
  if (mean.length === 0) return { logs: mean, variances: mean };
  const deviations = multiplyTransposed(gains, device.expected);
  const uncertainty = multiply(device.covariance(), gains);
  const variances = deviationVariances.map((variance, i) => variance + meanVariances[i]!);
  for (let i = 0; i < gains.data.length; i++) variances[i % gains.cols]! += gains.data[i]! * uncertainty.data[i]!;
  return { logs: mean.map((value, i) => value + deviations[i]!), variances };
}
