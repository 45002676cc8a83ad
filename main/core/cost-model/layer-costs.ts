import { type Matrix, zeros } from '../linalg/matrix.ts';
import { nonNegativeLeastSquares } from '../linalg/non-negative-least-squares.ts';
import type { LayerRow } from '../network/layer-features.ts';
import type { LayeredNetwork } from './cost-model.ts';
import { layerInputs, layerKind, layerKinds, layerOutputs, layerWeights, weightedKinds } from './layer-size.ts';

/** What a layer's cost is a sum of: MACs by kind, values read and written by kind, weights, and a constant. */
export const costNames: readonly string[] = [
  ...weightedKinds.map((kind) => `${kind} MACs`),
  ...layerKinds.map((kind) => `${kind} values`),
  'weights',
  'layers',
];
/** Costs of the same sort: before anything is measured they are taken to be equal. */
const sorts: readonly number[] = [...weightedKinds.map(() => 0), ...layerKinds.map(() => 1), 2, 3];
const sortCount = 4;

/** How strongly costs are drawn towards those of their sort; 0.01 is one observation in a hundred. */
const ridge = 0.01;

/** The cost of layers as a sum over their sizes: [costNames], ms on the average device. */
export type LayerCosts = Float64Array;

/**
 * Costs with which the sums over the layers come nearest to the latencies: least squares of the relative errors, none negative, each kind
 * drawn slightly towards the others, so that a kind which is rare among the known networks is not taken to be free.
 * `latencyMs`: [networks], positive.
 */
export function fitLayerCosts(networks: readonly LayeredNetwork[], latencyMs: ArrayLike<number>): LayerCosts {
  const n = networks.length;
  const shares = zeros(n, costNames.length);
  networks.forEach(({ layers }, network) => {
    for (const layer of layers) {
      for (const [column, size] of layerSizes(layer)) shares.data[network * shares.cols + column]! += size / latencyMs[network]!;
    }
  });
  const common = nonNegativeLeastSquares(columnsOfSorts(shares), new Float64Array(n).fill(1));
  return towards(
    shares,
    sorts.map((sort) => common[sort]!),
  );
}

/** The cost of a layer, ms on the average device; at least a billionth, so that it has a logarithm. */
export function layerCost(costs: LayerCosts, layer: LayerRow): number {
  let sum = 1e-9;
  for (const [column, size] of layerSizes(layer)) sum += costs[column]! * size;
  return sum;
}

/** The costs of a network's layers together. */
export function networkCost(costs: LayerCosts, { layers }: LayeredNetwork): number {
  return layers.reduce((sum, layer) => sum + layerCost(costs, layer), 0);
}

function layerSizes(layer: LayerRow): (readonly [column: number, size: number])[] {
  const kind = layerKind(layer);
  const values = weightedKinds.length + layerKinds.indexOf(kind);
  const sizes: (readonly [number, number])[] = [
    [values, layerInputs(layer) + layerOutputs(layer)],
    [costNames.length - 2, layerWeights(layer)],
    [costNames.length - 1, 1],
  ];
  const macs = weightedKinds.findIndex((weighted) => weighted === kind);
  return macs < 0 ? sizes : [[macs, layer.macs], ...sizes];
}

/** The columns of each sort added up, [rows, sorts]. */
function columnsOfSorts({ rows, cols, data }: Matrix): Matrix {
  const sums = zeros(rows, sortCount);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) sums.data[i * sortCount + sorts[j]!]! += data[i * cols + j]!;
  return sums;
}

/** Minimises ‖shares·w − 1‖² + ridge·n·Σ scaleⱼ²·(wⱼ − expectedⱼ)² for w ≥ 0; a column that is all zero keeps what is expected. */
function towards(shares: Matrix, expected: readonly number[]): LayerCosts {
  const { rows: n, cols } = shares;
  const scales = new Float64Array(cols);
  for (let j = 0; j < cols; j++) {
    for (let i = 0; i < n; i++) scales[j]! += shares.data[i * cols + j]! ** 2 / n;
    scales[j] = Math.sqrt(scales[j]!);
  }
  const strength = Math.sqrt(ridge * n);
  const x = zeros(n + cols, cols);
  const y = new Float64Array(n + cols).fill(1, 0, n);
  for (let j = 0; j < cols; j++) {
    for (let i = 0; i < n; i++) x.data[i * cols + j] = scales[j]! > 0 ? shares.data[i * cols + j]! / scales[j]! : 0;
    x.data[(n + j) * cols + j] = strength;
    y[n + j] = strength * scales[j]! * expected[j]!;
  }
  return nonNegativeLeastSquares(x, y).map((weight, j) => (scales[j]! > 0 ? weight / scales[j]! : expected[j]!));
}
