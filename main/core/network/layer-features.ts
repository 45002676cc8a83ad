import { assertNever } from '../assert-never.ts';
import { zeros, type Matrix } from '../linalg/matrix.ts';
import { elements, layerWeights } from './cost.ts';
import type { Layer, Network, Shape } from './network.ts';
import { inferShapes } from './shapes.ts';

/** Kinds of rows, in the order of their features. */
export const layerOperators = ['conv', 'dwconv', 'add', 'relu', 'pool'] as const;

/** One layer as the cost-model paper sees it. Sides in pixels; element-wise layers have no kernel, stride and padding: 0. */
export interface LayerRow {
  readonly operator: (typeof layerOperators)[number];
  readonly inSide: number;
  readonly outSide: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  /** Multiply-accumulates of a convolution; of every other row the number of its results. */
  readonly macs: number;
}

/** Names of the 13 features of a layer. */
export const layerFeatureNames: readonly string[] = [
  ...layerOperators,
  'input side',
  'output side',
  'input channels',
  'output channels',
  'kernel',
  'stride',
  'padding',
  'MACs',
];

/**
 * The layer-wise representation of a network (Ganesan et al., IISWC 2020): one row a layer in execution order, activations and sums included. A
 * fully connected layer is a 1×1 convolution of one pixel, global pooling a pool as large as its input; whatever works element by element on one
 * input is a `relu`, on several an `add`. Input, zeros and shuffles, which compute nothing, have no row.
 */
export function layerRows(network: Network): LayerRow[] {
  return rowsByLayer(network).flat();
}

/** The rows of each stage of a network, in the order in which the stages begin; those without any are left out. */
export function stageRows(network: Network): Map<string, LayerRow[]> {
  const stages = new Map<string, LayerRow[]>();
  rowsByLayer(network).forEach((rows, index) => {
    const { stage } = network.layers[index]!;
    if (rows.length > 0) stages.set(stage, [...(stages.get(stage) ?? []), ...rows]);
  });
  return stages;
}

function rowsByLayer(network: Network): LayerRow[][] {
  const shapes = inferShapes(network);
  return network.layers.map((layer, index) => {
    const input = layer.inputs[0] === undefined ? undefined : shapes[layer.inputs[0]];
    return input === undefined ? [] : rowsOf(layer, input, shapes[index]!);
  });
}

/** The rows of a network as numbers, see `rowFeatures`. */
export function layerFeatures(network: Network): Matrix {
  return rowFeatures(layerRows(network));
}

/** Rows as numbers, [layers, 13]: the kind one-hot, then the rest in the order of `layerFeatureNames`. */
export function rowFeatures(rows: readonly LayerRow[]): Matrix {
  const features = zeros(rows.length, layerFeatureNames.length);
  rows.forEach(({ operator, inSide, outSide, inChannels, outChannels, kernel, stride, padding, macs }, row) => {
    const start = row * features.cols;
    features.data[start + layerOperators.indexOf(operator)] = 1;
    features.data.set([inSide, outSide, inChannels, outChannels, kernel, stride, padding, macs], start + layerOperators.length);
  });
  return features;
}

function rowsOf(layer: Layer, input: Shape, output: Shape): LayerRow[] {
  const shapes = { inSide: input.height, outSide: output.height, inChannels: input.channels, outChannels: output.channels };
  const elementWise = { ...shapes, kernel: 0, stride: 0, padding: 0, macs: elements(output) };
  switch (layer.kind) {
    case 'convolution': {
      const depthwise = layer.groups > 1 && layer.groups === input.channels && layer.groups === output.channels;
      const { kernel, stride, padding } = layer;
      const macs = layerWeights(layer, input) * output.height * output.width;
      return [{ operator: depthwise ? 'dwconv' : 'conv', ...shapes, kernel, stride, padding, macs }];
    }
    case 'fully-connected': {
      const vector = { inSide: 1, outSide: 1, inChannels: elements(input), outChannels: output.channels };
      return [{ operator: 'conv', ...vector, kernel: 1, stride: 1, padding: 0, macs: layerWeights(layer, input) }];
    }
    case 'average-pool':
    case 'max-pool': {
      const { kernel, stride, padding } = layer;
      return [{ operator: 'pool', ...shapes, kernel, stride, padding, macs: elements(output) }];
    }
    case 'global-average-pool':
      return [{ operator: 'pool', ...shapes, kernel: input.height, stride: input.height, padding: 0, macs: elements(output) }];
    case 'activation':
    case 'batch-norm':
      return [{ operator: 'relu', ...elementWise }];
    case 'add':
    case 'multiply':
      return [{ operator: 'add', ...elementWise }];
    case 'input':
    case 'shuffle':
    case 'zero':
      return [];
    default:
      return assertNever(layer);
  }
}
