import { elements, layerWeights } from '../network/cost.ts';
import type { Layer, LayerIndex, Network, Shape } from '../network/network.ts';
import { inferShapes } from '../network/shapes.ts';

/** What a network is as a whole. */
const totals = ['MACs', 'weights', 'written values', 'operations', 'weighted layers', 'weighted layers on the longest path'] as const;
/** The most that operations which wait for each other add up to: the time of devices that run branches side by side. */
const paths = ['MACs on a path', 'gathered values on a path', 'operations on a path'] as const;
/** Sides of feature maps: the input's, halved once, twice, …; the last level holds vectors. */
const levels = 8;
const perLevel = ['MACs', 'written values', 'operations', 'weights'] as const;
/** Operations for which devices have code of different speed: on some a convolution in two groups takes longer than the whole one. */
const kinds = ['pointwise', 'larger', 'depthwise', 'grouped', 'pool'] as const;
/** What is left when layers that do the same with the same inputs count once, as they do on devices whose compiler merges them. */
const merged = [
  'convolutions 1×1',
  'convolutions 3×3',
  'larger convolutions',
  'pools',
  'sums',
  'summands',
  'other operations',
  'length',
] as const;

/** The groups of descriptors that any network has, with the names of their dimensions. */
export const graphDescriptorGroups: readonly { readonly name: string; readonly featureNames: readonly string[] }[] = [
  { name: 'totals', featureNames: totals },
  { name: 'paths', featureNames: paths },
  {
    name: 'levels',
    featureNames: Array.from({ length: levels }, (_, level) =>
      perLevel.map((quantity) => `${quantity} ${level === levels - 1 ? 'on vectors' : `at 1/${2 ** level} of the side`}`),
    ).flat(),
  },
  { name: 'kinds', featureNames: kinds.map((kind) => `values gathered by ${kind === 'pool' ? 'pools' : `${kind} convolutions`}`) },
  { name: 'merged', featureNames: merged.map((name) => `merged ${name}`) },
];

const pathsAt = totals.length;
const levelsAt = pathsAt + paths.length;
const kindsAt = levelsAt + levels * perLevel.length;
const mergedAt = kindsAt + kinds.length;
const dimensions = mergedAt + merged.length;

/** The descriptors of `graphDescriptorGroups`, one group after the other. Activations and batch normalisations are part of the operation before them. */
export function graphDescriptors(network: Network): Float64Array {
  const shapes = inferShapes(network);
  const count = network.layers.length;
  const result = new Float64Array(dimensions);
  const side = shapes[0]!.height;
  const distinct = new DistinctLayers();
  const onPaths = new LongestPaths(count, paths.length + 1);
  network.layers.forEach((layer, index) => {
    const isNew = distinct.add(layer, index);
    if (!isOperation(layer)) {
      onPaths.add(layer, index, []);
      return;
    }
    const output = shapes[index]!;
    const written = elements(output);
    const weights = layerWeights(layer, shapes[layer.inputs[0]!]!);
    const macs = weights * output.height * output.width;
    const isWeighted = Number(weights > 0);
    const gathered = gatheredValues(layer, shapes, output);
    const kind = kindOf(layer, shapes);
    onPaths.add(layer, index, [macs, gathered, 1, isWeighted]);
    addAt(result, 0, macs, weights, written, 1, isWeighted);
    addAt(result, levelsAt + perLevel.length * levelOf(output, side), macs, written, 1, weights);
    if (kind !== undefined) result[kindsAt + kinds.indexOf(kind)]! += gathered;
    if (isNew) countMerged(result, mergedAt, layer);
  });
  const [macs, gathered, operations, weighted] = onPaths.to(count - 1);
  result.set([macs!, gathered!, operations!], pathsAt);
  result[totals.length - 1] = result[dimensions - 1] = weighted!;
  return result;
}

/**
 * Values that an operation brings together before it calculates: every window of its input, written out as in `im2col`. A pool gathers as much as a
 * convolution of its size, where it has no MACs at all.
 */
function gatheredValues(layer: Layer, shapes: readonly Shape[], { height, width }: Shape): number {
  switch (layer.kind) {
    case 'convolution':
    case 'average-pool':
    case 'max-pool':
      return shapes[layer.inputs[0]!]!.channels * layer.kernel ** 2 * height * width;
    default:
      return layer.inputs.reduce((sum, input) => sum + elements(shapes[input]!), 0);
  }
}

function kindOf(layer: Layer, shapes: readonly Shape[]): (typeof kinds)[number] | undefined {
  switch (layer.kind) {
    case 'convolution':
      if (layer.groups === 1) return layer.kernel === 1 ? 'pointwise' : 'larger';
      return layer.groups === shapes[layer.inputs[0]!]!.channels ? 'depthwise' : 'grouped';
    case 'average-pool':
    case 'max-pool':
      return 'pool';
    default:
      return undefined;
  }
}

function isOperation({ kind }: Layer): boolean {
  return kind !== 'input' && kind !== 'activation' && kind !== 'batch-norm';
}

function addAt(target: Float64Array, start: number, ...values: readonly number[]): void {
  values.forEach((value, i) => (target[start + i]! += value));
}

function levelOf({ height }: Shape, inputSide: number): number {
  return height === 1 ? levels - 1 : Math.max(0, Math.min(levels - 2, Math.round(Math.log2(inputSide / height))));
}

function countMerged(target: Float64Array, start: number, layer: Layer): void {
  switch (layer.kind) {
    case 'convolution':
      target[start + (layer.kernel === 1 ? 0 : layer.kernel === 3 ? 1 : 2)]!++;
      return;
    case 'average-pool':
    case 'max-pool':
      target[start + 3]!++;
      return;
    case 'add':
      target[start + 4]!++;
      target[start + 5]! += layer.inputs.length;
      return;
    default:
      target[start + 6]!++;
  }
}

/** The largest sums over layers that follow each other, of several quantities, from the input to each layer. */
class LongestPaths {
  readonly #quantities: number;
  readonly #sums: Float64Array;

  constructor(layers: number, quantities: number) {
    this.#quantities = quantities;
    this.#sums = new Float64Array(layers * quantities);
  }

  /** To be called in the order of the layers. */
  add({ inputs }: Layer, index: LayerIndex, own: readonly number[]): void {
    for (let q = 0; q < this.#quantities; q++) {
      let before = 0;
      for (const input of inputs) before = Math.max(before, this.#sums[input * this.#quantities + q]!);
      this.#sums[index * this.#quantities + q] = before + (own[q] ?? 0);
    }
  }

  to(index: LayerIndex): Float64Array {
    return this.#sums.subarray(index * this.#quantities, (index + 1) * this.#quantities);
  }
}

/** Tells layers that compute something new from those that another layer has computed already. */
class DistinctLayers {
  readonly #known = new Map<string, number>();
  /** What each layer computes, as a number. */
  readonly #results: number[] = [];

  /** Whether no layer before does the same with the same inputs. To be called in the order of the layers. */
  add(layer: Layer, index: LayerIndex): boolean {
    const inputs = layer.inputs.map((input) => this.#results[input]!);
    const key = `${form(layer)} ${layer.kind === 'add' ? inputs.sort((a, b) => a - b).join() : inputs.join()}`;
    const known = this.#known.get(key);
    const result = known ?? this.#known.size;
    if (known === undefined) this.#known.set(key, result);
    this.#results[index] = result;
    return known === undefined;
  }
}

function form(layer: Layer): string {
  switch (layer.kind) {
    case 'convolution':
      return `${layer.kernel},${layer.stride},${layer.groups},${layer.outChannels}`;
    case 'activation':
      return layer.activation;
    case 'average-pool':
    case 'max-pool':
      return `${layer.kind}${layer.kernel},${layer.stride}`;
    default:
      return layer.kind;
  }
}
