import { assertNever } from '../../assert-never.ts';
import { elements } from '../cost.ts';
import type { ActivationLayer, Layer, Shape } from '../network.ts';
import type { ActivationRange } from './activation-range.ts';
import { float, integer, integers, type OnnxGraph } from './onnx-graph.ts';
import type { OnnxNode } from './onnx-model.ts';
import type { ParameterWriter } from './parameter-writer.ts';

/** A layer on its way into the graph. */
export interface PlacedLayer {
  readonly layer: Layer;
  /** Name of its result in the file. */
  readonly label: string;
  /** Names of its inputs in the file; shape and interval of the first. */
  readonly inputs: readonly string[];
  readonly inputShape: Shape;
  readonly inputRange: ActivationRange;
  readonly range: ActivationRange;
  /** Inputs at once; default: 1. */
  readonly batch?: number;
}

/** Appends the nodes of one layer (any kind but `input`) to the graph; the last of them is named `label`. */
export function writeLayerNodes(graph: OnnxGraph, writer: ParameterWriter, placed: PlacedLayer): void {
  const { layer, label, inputs, inputShape } = placed;
  const input = inputs[0]!;
  switch (layer.kind) {
    case 'input':
      throw new Error('the input is no node');
    case 'convolution': {
      const { kernel, groups, outChannels } = layer;
      const inChannels = inputShape.channels / groups;
      const dimensions = [outChannels, inChannels, kernel, kernel];
      const bias = layer.bias || layer.batchNorm; // at inference batch normalisation is a factor, folded into the weights, and a bias
      const parameters = writer.parameters({ label, dimensions, fanIn: inChannels * kernel * kernel, bias }, input);
      graph.node('Conv', [input, ...parameters], label, { ...window(layer), dilations: integers(1, 1), group: integer(groups) });
      return;
    }
    case 'fully-connected': {
      const fanIn = elements(inputShape);
      const flat = writer.activation(graph.node('Flatten', [input], `${label}_flat`, { axis: integer(1) }), placed.inputRange);
      const parameters = writer.parameters({ label, dimensions: [layer.outChannels, fanIn], fanIn, bias: layer.bias }, flat);
      graph.node('Gemm', [flat, ...parameters], label, { transB: integer(1) });
      return;
    }
    case 'activation':
      writeActivation(graph, layer, input, label);
      return;
    case 'batch-norm':
      graph.node('BatchNormalization', [input, ...writer.normalisation(label, inputShape.channels)], label);
      return;
    case 'average-pool':
      graph.node('AveragePool', [input], label, { ...window(layer), count_include_pad: integer(0) });
      return;
    case 'max-pool':
      graph.node('MaxPool', [input], label, window(layer));
      return;
    case 'global-average-pool':
      graph.node('GlobalAveragePool', [input], label);
      return;
    case 'add':
      writeChain(graph, writer, 'Add', placed);
      return;
    case 'multiply':
      writeChain(graph, writer, 'Mul', placed);
      return;
    case 'shuffle':
      writeShuffle(graph, placed, layer.groups);
      return;
    case 'zero':
      graph.node('Mul', [input, graph.scalar(0)], label);
      return;
    default:
      assertNever(layer);
  }
}

function window({ kernel, stride, padding }: { kernel: number; stride: number; padding: number }): OnnxNode['attributes'] {
  return { kernel_shape: integers(kernel, kernel), strides: integers(stride, stride), pads: integers(padding, padding, padding, padding) };
}

function writeActivation(graph: OnnxGraph, layer: ActivationLayer, input: string, label: string): void {
  switch (layer.activation) {
    case 'relu':
      graph.node('Relu', [input], label);
      return;
    case 'relu6':
      graph.node('Clip', [input, graph.scalar(0), graph.scalar(6)], label);
      return;
    case 'hard-swish':
      graph.node('HardSwish', [input], label);
      return;
    case 'hard-sigmoid':
      graph.node('HardSigmoid', [input], label, { alpha: float(1 / 6), beta: float(0.5) });
      return;
    case 'sigmoid':
      graph.node('Sigmoid', [input], label);
      return;
    case 'swish':
      graph.node('Mul', [input, graph.node('Sigmoid', [input], `${label}_gate`)], label);
      return;
    default:
      assertNever(layer.activation);
  }
}

/** Two inputs at a time: integer kernels know no sum of three. */
function writeChain(graph: OnnxGraph, writer: ParameterWriter, operator: string, { label, inputs, range }: PlacedLayer): void {
  inputs.slice(1).reduce((left, right, i) => {
    const isLast = i === inputs.length - 2;
    const result = graph.node(operator, [left, right], isLast ? label : `${label}_part_${i + 1}`);
    return isLast ? result : writer.activation(result, range);
  }, inputs[0]!);
}

/** [g, c / g] → [c / g, g] over the channels. */
function writeShuffle(graph: OnnxGraph, { label, inputs, inputShape, batch = 1 }: PlacedLayer, groups: number): void {
  const { channels, height, width } = inputShape;
  const shape = (name: string, ...dimensions: readonly number[]): string =>
    graph.initialiser(`${label}_${name}`, BigInt64Array.from(dimensions, BigInt));
  const split = graph.node('Reshape', [inputs[0]!, shape('groups', batch, groups, channels / groups, height, width)], `${label}_split`);
  const swapped = graph.node('Transpose', [split], `${label}_swapped`, { perm: integers(0, 2, 1, 3, 4) });
  graph.node('Reshape', [swapped, shape('shape', batch, channels, height, width)], label);
}
