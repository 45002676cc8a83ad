import { scaledExponential } from '../../linalg/exponential.ts';
import { type Matrix, row, zeros } from '../../linalg/matrix.ts';
import { dot, multiplyByTranspose } from '../../linalg/multiply.ts';
import { squaredDistances } from '../../linalg/squared-distances.ts';
import { type ColumnScales, columnScales, standardise } from '../../predictors/standardise.ts';
import type { LayeredNetwork } from '../cost-model.ts';
import { type LayerCosts, networkCost } from '../layer-costs.ts';
import { networkAggregates } from '../network-aggregates.ts';
import { layerMixtures } from './layer-mixtures.ts';

/** In units of logarithms of sizes. */
const layerLengthScales = [0.5, 1, 2];
/** In units of the mean distance of standardised aggregates. */
const aggregateLengthScales = [1, 3];
/** Aggregates further than so many standard deviations from the known networks' mean count as that far. */
const farthest = 4;

export const similarityCount = layerLengthScales.length + 1 + aggregateLengthScales.length;

/** Networks as similarities see them. */
export interface DescribedNetworks {
  /** ln of the sum of the layers' costs, [networks]. */
  readonly logCosts: Float64Array;
  /** A matrix [networks, features] a length scale. */
  readonly mixtures: readonly Matrix[];
  /** Standardised, [networks, aggregates]. */
  readonly aggregates: Matrix;
}

/** How alike networks are in several regards, each a covariance: what they are made of, layer by layer, and what their layers come to. */
export class NetworkSimilarity {
  readonly #costs: LayerCosts;
  readonly #means: Float64Array;
  readonly #scales: ColumnScales;
  readonly #varying: number;

  /** Aggregates are standardised as they vary among the known networks. */
  constructor(known: readonly LayeredNetwork[], costs: LayerCosts) {
    this.#costs = costs;
    const aggregates = networkAggregates(known);
    this.#means = columnMeans(aggregates);
    this.#scales = columnScales(this.#compressed(aggregates));
    this.#varying = Math.max(1, this.#scales.inverseScales.filter((scale) => scale > 0).length);
  }

  describe(networks: readonly LayeredNetwork[]): DescribedNetworks {
    const aggregates = standardise(this.#compressed(networkAggregates(networks)), this.#scales);
    aggregates.data.forEach((value, i) => (aggregates.data[i] = Math.max(-farthest, Math.min(farthest, value))));
    return {
      logCosts: Float64Array.from(networks, (network) => Math.log(networkCost(this.#costs, network))),
      mixtures: layerLengthScales.map((lengthScale) => layerMixtures(networks, this.#costs, lengthScale)),
      aggregates,
    };
  }

  /** One matrix [a, b] a similarity. */
  between(a: DescribedNetworks, b: DescribedNetworks): Matrix[] {
    const linear = multiplyByTranspose(a.aggregates, b.aggregates);
    linear.data.forEach((value, i) => (linear.data[i] = value / this.#varying));
    const distances = squaredDistances(a.aggregates, b.aggregates);
    return [
      ...a.mixtures.map((mixture, i) => multiplyByTranspose(mixture, b.mixtures[i]!)),
      linear,
      ...aggregateLengthScales.map((lengthScale) => {
        const similarity = { ...distances, data: distances.data.slice() };
        scaledExponential(similarity.data, -1 / (2 * lengthScale * lengthScale * this.#varying));
        return similarity;
      }),
    ];
  }

  /** Of each network with itself: one list [networks] a similarity, the diagonals of `between(a, a)`. */
  withThemselves({ mixtures, aggregates }: DescribedNetworks): Float64Array[] {
    const squares = (matrix: Matrix, scale: number) =>
      Float64Array.from({ length: matrix.rows }, (_, i) => dot(row(matrix, i), row(matrix, i)) * scale);
    return [
      ...mixtures.map((mixture) => squares(mixture, 1)),
      squares(aggregates, 1 / this.#varying),
      ...aggregateLengthScales.map(() => new Float64Array(aggregates.rows).fill(1)),
    ];
  }

  /** ln(1 + value / mean of the known networks); what none of them has stays apart from it all the same. */
  #compressed({ rows, cols, data }: Matrix): Matrix {
    const compressed = zeros(rows, cols);
    for (let i = 0; i < data.length; i++) compressed.data[i] = Math.log1p(data[i]! / (this.#means[i % cols]! || 1));
    return compressed;
  }
}

/** Σ weights[k]·kernels[k]. */
export function weightedSum(kernels: readonly Matrix[], weights: ArrayLike<number>): Matrix {
  const sum = zeros(kernels[0]!.rows, kernels[0]!.cols);
  kernels.forEach(({ data }, k) => {
    const weight = weights[k]!;
    for (let i = 0; i < data.length; i++) sum.data[i]! += weight * data[i]!;
  });
  return sum;
}

function columnMeans({ rows, cols, data }: Matrix): Float64Array {
  const means = new Float64Array(cols);
  for (let i = 0; i < data.length; i++) means[i % cols]! += data[i]! / rows;
  return means;
}

/** Adds a value to the diagonal of a square matrix, in place. */
export function addToDiagonal(matrix: Matrix, value: number): Matrix {
  for (let i = 0; i < matrix.rows; i++) matrix.data[i * matrix.cols + i]! += value;
  return matrix;
}
