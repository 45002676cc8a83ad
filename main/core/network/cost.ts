import { assertNever } from '../assert-never.ts';
import type { Layer, Network, Shape } from './network.ts';
import { inferShapes } from './shapes.ts';

/** What one layer costs. */
export interface LayerCost {
  readonly layer: Layer;
  readonly output: Shape;
  /** Multiply-accumulates of convolutions and fully connected layers; 0 for every other kind. */
  readonly macs: number;
  /** Weights, biases, and 2 a channel (scale, shift) for batch normalisation. */
  readonly params: number;
  /** Size of the output. */
  readonly activationBytes: number;
}

export interface NetworkCost {
  /** One entry a layer, in the network's order. */
  readonly layers: readonly LayerCost[];
  readonly macs: number;
  readonly params: number;
  /** Sum over all layers' outputs: what a run writes to memory when nothing is fused. */
  readonly activationBytes: number;
}

/** Counts as the NAS literature does: additions, activations, pools and normalisation cost no MACs. `bytesPerElement`: 4 for f32, 1 for int8. */
export function networkCost(network: Network, bytesPerElement = 4): NetworkCost {
  const shapes = inferShapes(network);
  const layers = network.layers.map((layer, index): LayerCost => {
    const output = shapes[index]!;
    const input = layer.inputs[0] === undefined ? undefined : shapes[layer.inputs[0]];
    const weights = input === undefined ? 0 : layerWeights(layer, input);
    return {
      layer,
      output,
      macs: weights * output.height * output.width,
      params: weights + channelParams(layer, output.channels),
      activationBytes: elements(output) * bytesPerElement,
    };
  });
  return {
    layers,
    macs: sum(layers, (layer) => layer.macs),
    params: sum(layers, (layer) => layer.params),
    activationBytes: sum(layers, (layer) => layer.activationBytes),
  };
}

/** Number of values of one activation. */
export function elements(shape: Shape): number {
  return shape.channels * shape.height * shape.width;
}

/** Number of weights (biases not counted) of a layer whose first input has shape `input`; 0 for layers without weights. */
export function layerWeights(layer: Layer, input: Shape): number {
  switch (layer.kind) {
    case 'convolution':
      return layer.outChannels * (input.channels / layer.groups) * layer.kernel * layer.kernel;
    case 'fully-connected':
      return layer.outChannels * elements(input);
    default:
      return 0;
  }
}

function channelParams(layer: Layer, channels: number): number {
  switch (layer.kind) {
    case 'convolution':
      return (layer.bias ? channels : 0) + (layer.batchNorm ? 2 * channels : 0);
    case 'fully-connected':
      return layer.bias ? channels : 0;
    case 'batch-norm':
      return 2 * channels;
    case 'input':
    case 'activation':
    case 'average-pool':
    case 'max-pool':
    case 'global-average-pool':
    case 'add':
    case 'multiply':
    case 'shuffle':
    case 'zero':
      return 0;
    default:
      return assertNever(layer);
  }
}

function sum(layers: readonly LayerCost[], value: (layer: LayerCost) => number): number {
  return layers.reduce((total, layer) => total + value(layer), 0);
}
