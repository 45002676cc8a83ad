import type { Layer, Network } from '../network.ts';
import { inferShapes } from '../shapes.ts';
import { writeLayerNodes } from './layer-nodes.ts';
import { float, integer, OnnxGraph } from './onnx-graph.ts';
import { encodeOnnxModel } from './onnx-model.ts';
import { floatParameterWriter } from './parameter-writer.ts';
import { randomWeights } from './weight-values.ts';

const anyRange = { low: 0, high: 1 };

/**
 * The untrained network as an ONNX file that compares inputs: input `input` float32 [batch, C, H, W]; output `output` float32 [batch, batch], for each
 * two inputs the units of all activations on which they lie on the same side of zero, less those on which they don't. Batch normalisation is by the
 * statistics of the batch, as it is while a network is trained.
 */
export function writeCodeNetwork(network: Network, { batch, seed }: { readonly batch: number; readonly seed: number }): Uint8Array {
  const graph = new OnnxGraph();
  const writer = floatParameterWriter(graph, { values: randomWeights(seed), compact: false });
  const shapes = inferShapes(network);
  const names: string[] = [];
  let gram = graph.initialiser('no_units', new Float32Array(batch * batch), [batch, batch]);
  network.layers.forEach((layer, index) => {
    const label = layer.kind === 'input' ? 'input' : `layer_${index}`;
    const inputs = layer.inputs.map((input) => names[input]!);
    const inputShape = shapes[layer.inputs[0] ?? 0]!;
    names.push(label);
    if (layer.kind === 'input') return;
    if (layer.kind === 'activation') {
      const signs = graph.node('Flatten', [graph.node('Sign', [inputs[0]!], `${label}_signs`)], `${label}_codes`, { axis: integer(1) });
      gram = graph.node('Gemm', [signs, signs, gram], `${label}_gram`, { transB: integer(1) });
    }
    const write = (written: Layer, name: string): void =>
      writeLayerNodes(graph, writer, { layer: written, label: name, inputs, inputShape, inputRange: anyRange, range: anyRange, batch });
    const isConvolution = layer.kind === 'convolution' && layer.batchNorm;
    if (!isConvolution && layer.kind !== 'batch-norm') return write(layer, label);
    const plain = isConvolution ? `${label}_plain` : inputs[0]!;
    if (isConvolution) write({ ...layer, batchNorm: false }, plain);
    writeBatchNorm(graph, plain, label, shapes[index]!.channels);
  });
  const { channels, height, width } = shapes[0]!;
  const input = { name: 'input', dimensions: [batch, channels, height, width] };
  return encodeOnnxModel(graph.model(network.name, input, gram, { name: 'output', dimensions: [batch, batch] }));
}

/** Zero mean and unit variance over the batch. Running statistics are written over those that are given, which therefore are this layer's own. */
function writeBatchNorm(graph: OnnxGraph, input: string, label: string, channels: number): void {
  const scale = graph.initialiser(`ones_${channels}`, new Float32Array(channels).fill(1));
  const shift = graph.initialiser(`zeros_${channels}`, new Float32Array(channels));
  const mean = graph.initialiser(`${label}_first_mean`, new Float32Array(channels));
  const variance = graph.initialiser(`${label}_first_variance`, new Float32Array(channels).fill(1));
  const attributes = { training_mode: integer(1), epsilon: float(1e-5) };
  graph.node('BatchNormalization', [input, scale, shift, mean, variance], label, attributes, [`${label}_mean`, `${label}_variance`]);
}
