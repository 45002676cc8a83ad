import type { ActivationRange } from './activation-range.ts';
import { integer, type OnnxGraph } from './onnx-graph.ts';
import type { WeightValues } from './weight-values.ts';

/** Weights of a convolution or fully connected layer, named `label` in the file. */
export interface LayerParameters {
  readonly label: string;
  /** Output channels first. */
  readonly dimensions: readonly number[];
  readonly fanIn: number;
  readonly bias: boolean;
}

/** How one precision writes parameters and hands activations on. */
export interface ParameterWriter {
  /** Values for the inputs of Conv and Gemm that follow the data input `input`: weights, and a bias where the layer has one. */
  parameters(layer: LayerParameters, input: string): string[];
  /** Scale, shift, mean and variance for BatchNormalization. */
  normalisation(label: string, channels: number): string[];
  /** `value`, as the layers after it see it. */
  activation(value: string, range: ActivationRange): string;
}

export interface WeightStorage {
  readonly values: WeightValues;
  /** Whether weights stand in the file as one value and a shape. */
  readonly compact: boolean;
}

/** Largest absolute bias: small against activations of order 1. */
const biasBound = 0.05;

/** Plain 32-bit floats. */
export function floatParameterWriter(graph: OnnxGraph, { values, compact }: WeightStorage): ParameterWriter {
  return {
    parameters({ label, dimensions, fanIn, bias }) {
      const weights = new Float32Array(compact ? 1 : product(dimensions));
      values.draw(weights, values.bound(fanIn), `${label} weights`);
      const name = `${label}_weights`;
      const stored = compact ? graph.filled(name, weights, dimensions) : graph.initialiser(name, weights, dimensions);
      if (!bias) return [stored];
      const biases = new Float32Array(dimensions[0]!);
      values.draw(biases, biasBound, `${label} bias`);
      return [stored, graph.initialiser(`${label}_bias`, biases)];
    },
    normalisation: (label, channels) => normalisation(graph, values, label, channels),
    activation: (value) => value,
  };
}

/**
 * Quantise–dequantise form: int8 weights with one scale an output channel, int32 biases, uint8 activations with fixed scales. Runtimes fuse it into
 * integer kernels; x64 kernels of ONNX Runtime fuse fully only with uint8 activations. Good for latency, not for accuracy.
 */
export function quantisedParameterWriter(graph: OnnxGraph, { values, compact }: WeightStorage): ParameterWriter {
  const scaleOf = new Map<string, number>();

  return {
    parameters({ label, dimensions, fanIn, bias }, input) {
      const channels = dimensions[0]!;
      const weightScale = values.bound(fanIn) / 127;
      const weights = new Int8Array(compact ? 1 : product(dimensions));
      values.draw(weights, 127, `${label} weights`);
      const name = `${label}_weights_int8`;
      const stored = compact ? graph.filled(name, weights, dimensions) : graph.initialiser(name, weights, dimensions);
      const scales = graph.initialiser(`${label}_weights_scale`, new Float32Array(channels).fill(weightScale));
      const zeros = graph.initialiser(`zeros_int8_${channels}`, new Int8Array(channels));
      const dequantised = graph.node('DequantizeLinear', [stored, scales, zeros], `${label}_weights`, { axis: integer(0) });
      if (!bias) return [dequantised];

      const biasScale = scaleOf.get(input)! * weightScale; // what integer kernels require of a bias
      const biases = new Int32Array(channels);
      values.draw(biases, biasBound / biasScale, `${label} bias`);
      const biasInputs = [
        graph.initialiser(`${label}_bias_int32`, biases),
        graph.initialiser(`${label}_bias_scale`, new Float32Array(channels).fill(biasScale)),
        graph.initialiser(`zeros_int32_${channels}`, new Int32Array(channels)),
      ];
      return [dequantised, graph.node('DequantizeLinear', biasInputs, `${label}_bias`, { axis: integer(0) })];
    },

    normalisation: (label, channels) => normalisation(graph, values, label, channels), // no integer kernel: computed in float

    activation(value, { low, high }) {
      const step = (high - low) / 255;
      const zero = Math.round(-low / step);
      const parameters = [graph.scalar(step), graph.initialiser(`zero_uint8_${zero}`, Uint8Array.of(zero), [])];
      const quantised = graph.node('QuantizeLinear', [value, ...parameters], `${value}_uint8`);
      const result = graph.node('DequantizeLinear', [quantised, ...parameters], `${value}_dequantised`);
      scaleOf.set(result, step);
      return result;
    },
  };
}

function normalisation(graph: OnnxGraph, values: WeightValues, label: string, channels: number): string[] {
  const scale = new Float32Array(channels);
  const shift = new Float32Array(channels);
  values.draw(scale, biasBound, `${label} scale`);
  values.draw(shift, biasBound, `${label} shift`);
  return [
    graph.initialiser(
      `${label}_scale`,
      scale.map((deviation) => 1 + deviation),
    ),
    graph.initialiser(`${label}_shift`, shift),
    graph.initialiser(`zeros_float_${channels}`, new Float32Array(channels)),
    graph.initialiser(`ones_float_${channels}`, new Float32Array(channels).fill(1)),
  ];
}

function product(dimensions: readonly number[]): number {
  return dimensions.reduce((size, dimension) => size * dimension, 1);
}
