import { type Matrix, row, zeros } from '../linalg/matrix.ts';
import type { LayerRow } from '../network/layer-features.ts';
import type { LayeredNetwork } from './cost-model.ts';
import { layerInputs, layerKind, layerKinds, layerOutputs, layerWeights } from './layer-size.ts';

/** Kinds in which nearly all the time is spent. */
const heavyKinds = ['convolution', 'pointwise', 'depthwise'] as const;
const denseKinds = ['convolution', 'pointwise'] as const;
/** Powers of two: an output's side from 2 to 128 pixels, rounded, and channels from 1 to 1024 in fours. */
const sideLevels = [1, 2, 3, 4, 5, 6, 7];
const channelLevels = [0, 1, 2, 3, 4, 5];
const depthwiseKernels = [3, 5, 7];

/** What the layers of a network come to: totals by kind, and the MACs of convolutions by resolution, channels and kernel. */
export const aggregateNames: readonly string[] = [
  ...layerKinds.flatMap((kind) => [`${kind} layers`, `${kind} MACs`]),
  ...heavyKinds.flatMap((kind) => [`${kind} inputs`, `${kind} outputs`, `${kind} weights`]),
  ...heavyKinds.flatMap((kind) => sideLevels.map((level) => `${kind} MACs at side ${2 ** level}`)),
  ...denseKinds.flatMap((kind) => channelLevels.map((level) => `${kind} MACs from ${4 ** level} channels`)),
  ...denseKinds.flatMap((kind) => channelLevels.map((level) => `${kind} MACs to ${4 ** level} channels`)),
  ...depthwiseKernels.map((kernel) => `depthwise MACs of kernel ${kernel}`),
];

const columns = new Map(aggregateNames.map((name, column) => [name, column]));

/** The aggregates of networks, [networks, names]. */
export function networkAggregates(networks: readonly LayeredNetwork[]): Matrix {
  const aggregates = zeros(networks.length, aggregateNames.length);
  networks.forEach(({ layers }, network) => {
    const sums = row(aggregates, network);
    for (const layer of layers) for (const [name, value] of contributions(layer)) sums[columns.get(name)!]! += value;
  });
  return aggregates;
}

function* contributions(layer: LayerRow): Generator<readonly [name: string, value: number]> {
  const kind = layerKind(layer);
  const { macs } = layer;
  yield [`${kind} layers`, 1];
  yield [`${kind} MACs`, macs];
  if (kind !== 'convolution' && kind !== 'pointwise' && kind !== 'depthwise') return;
  yield [`${kind} inputs`, layerInputs(layer)];
  yield [`${kind} outputs`, layerOutputs(layer)];
  yield [`${kind} weights`, layerWeights(layer)];
  yield [`${kind} MACs at side ${2 ** level(layer.outSide, 2, Math.round, sideLevels)}`, macs];
  if (kind === 'depthwise') yield [`depthwise MACs of kernel ${Math.min(7, Math.max(3, layer.kernel | 1))}`, macs];
  else {
    yield [`${kind} MACs from ${4 ** level(layer.inChannels, 4, Math.floor, channelLevels)} channels`, macs];
    yield [`${kind} MACs to ${4 ** level(layer.outChannels, 4, Math.floor, channelLevels)} channels`, macs];
  }
}

/** The nearest of the levels to the logarithm. */
function level(value: number, base: number, round: (value: number) => number, levels: readonly number[]): number {
  const exact = round(Math.log2(Math.max(1, value)) / Math.log2(base));
  return Math.min(levels.at(-1)!, Math.max(levels[0]!, exact));
}
