import type { Precision } from '../../measurement/measurement.ts';
import type { Layer, LayerIndex, Network, Shape } from '../network.ts';
import { inferShapes } from '../shapes.ts';
import { activationRange, type ActivationRange } from './activation-range.ts';
import { writeLayerNodes } from './layer-nodes.ts';
import { OnnxGraph } from './onnx-graph.ts';
import { encodeOnnxModel } from './onnx-model.ts';
import { floatParameterWriter, quantisedParameterWriter } from './parameter-writer.ts';
import { constantWeights, randomWeights } from './weight-values.ts';

export interface OnnxOptions {
  readonly precision: Precision;
  /** Of the random weights; the same network, options and seed give the same bytes. */
  readonly seed: number;
  /** `constant` leaves the weights out of the file (tens of kilobytes instead of megabytes); runtimes build the same graph from it. Default `random`. */
  readonly weights?: 'random' | 'constant';
}

/**
 * The network as an ONNX file (operator set 17) with weights that were never trained: right for latency, not for accuracy. Input `input`
 * float32 [1, C, H, W]; output `output` float32 [1, classes], or [1, C, H, W] where the last layer is no vector. int8 is in quantise–dequantise form.
 */
export function writeOnnx(network: Network, { precision, seed, weights = 'random' }: OnnxOptions): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph();
  const storage = weights === 'random' ? { values: randomWeights(seed), compact: false } : { values: constantWeights, compact: true };
  const writer = precision === 'f32' ? floatParameterWriter(graph, storage) : quantisedParameterWriter(graph, storage);
  const shapes = inferShapes(network);
  const fused = layersFusedIntoNext(network);
  const names: string[] = [];
  const ranges: ActivationRange[] = [];

  network.layers.forEach((layer, index) => {
    const [first = 0] = layer.inputs;
    const range = activationRange(layer, ranges[first]);
    const label = layer.kind === 'input' ? 'input' : labelOf(layer, index);
    const inputs = layer.inputs.map((input) => names[input]!);
    if (layer.kind !== 'input')
      writeLayerNodes(graph, writer, { layer, label, inputs, inputShape: shapes[first]!, inputRange: ranges[first]!, range });
    ranges.push(range);
    names.push(fused.has(index) ? label : writer.activation(label, range));
  });

  const last = network.layers.length - 1;
  const [input, output] = [0, last].map((index) => dimensions(network.layers, index, shapes[index]!)) as [number[], number[]];
  return encodeOnnxModel(
    graph.model(network.name, { name: 'input', dimensions: input }, names[last]!, { name: 'output', dimensions: output }),
  );
}

/** Convolutions and sums whose result only a ReLU sees: integer kernels do both at once, so nothing may stand between them. */
function layersFusedIntoNext({ layers }: Network): ReadonlySet<LayerIndex> {
  const consumers = new Map<LayerIndex, Layer[]>();
  for (const layer of layers) for (const input of layer.inputs) consumers.set(input, [...(consumers.get(input) ?? []), layer]);
  const isRelu = (layer: Layer | undefined): boolean =>
    layer?.kind === 'activation' && (layer.activation === 'relu' || layer.activation === 'relu6');
  const fused = layers.flatMap((layer, index) => {
    const users = consumers.get(index) ?? [];
    return (layer.kind === 'convolution' || layer.kind === 'add') && users.length === 1 && isRelu(users[0]) ? [index] : [];
  });
  return new Set(fused);
}

/** Unique, and plain enough for every tool that reads ONNX. */
function labelOf(layer: Layer, index: number): string {
  return `${layer.name.replaceAll(/[^A-Za-z0-9]+/g, '_')}_${index}`;
}

function dimensions(layers: readonly Layer[], index: LayerIndex, { channels, height, width }: Shape): number[] {
  return isVector(layers, index) ? [1, channels] : [1, channels, height, width];
}

/** Whether ONNX sees the layer's result as [1, C]: everything after a fully connected layer is. */
function isVector(layers: readonly Layer[], index: LayerIndex): boolean {
  const layer = layers[index]!;
  if (layer.kind === 'fully-connected') return true;
  return (layer.kind === 'activation' || layer.kind === 'batch-norm') && layer.inputs.some((input) => isVector(layers, input));
}
