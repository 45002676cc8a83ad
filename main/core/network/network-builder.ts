import { layerShape } from './shapes.ts';
import type { ActivationKind, Layer, LayerIndex, Network, PoolLayer, Shape } from './network.ts';

export interface ConvolutionOptions {
  readonly outChannels: number;
  /** Side of the square kernel; odd, padded by (kernel − 1) / 2, so that the output side is ⌈input / stride⌉. */
  readonly kernel: number;
  /** Default 1. */
  readonly stride?: number;
  /** Default 1. */
  readonly groups?: number;
  /** Default true. */
  readonly batchNorm?: boolean;
  /** Default false. */
  readonly bias?: boolean;
  /** Applied to the result; default none. */
  readonly activation?: ActivationKind;
  /** Default `conv`. */
  readonly name?: string;
}

type WithoutPlace<L> = L extends Layer ? Omit<L, 'name' | 'stage' | 'inputs'> : never;

/** Builds a network layer by layer; every method takes and returns indices of layers. Layers get unique names: block and part. */
export class NetworkBuilder {
  /** Index of the input layer. */
  readonly input: LayerIndex = 0;
  readonly #name: string;
  readonly #layers: Layer[] = [];
  readonly #shapes: Shape[] = [];
  readonly #timesUsed = new Map<string, number>();
  #stage = 'input';
  /** What the names of the layers in this block start with. */
  #prefix = '';

  constructor(name: string, input: Shape) {
    this.#name = name;
    this.#append('input', [], { kind: 'input', shape: input });
  }

  /** Names the part of the network, and the block in it, that the following layers belong to. */
  stage(stage: string, block = ''): this {
    this.#stage = stage;
    this.#prefix = block === '' ? `${stage}/` : `${stage}/${block}/`;
    return this;
  }

  /** Shape of a layer's output. */
  shape(layer: LayerIndex): Shape {
    return this.#shapes[layer]!;
  }

  convolution(from: LayerIndex, options: ConvolutionOptions): LayerIndex {
    const name = options.name ?? 'conv';
    const result = this.#append(name, [from], {
      kind: 'convolution',
      outChannels: options.outChannels,
      kernel: options.kernel,
      stride: options.stride ?? 1,
      padding: (options.kernel - 1) / 2,
      groups: options.groups ?? 1,
      bias: options.bias ?? false,
      batchNorm: options.batchNorm ?? true,
    });
    return options.activation === undefined ? result : this.activation(result, options.activation, `${name} ${options.activation}`);
  }

  /** A convolution of each channel on its own. */
  depthwise(from: LayerIndex, options: Omit<ConvolutionOptions, 'outChannels' | 'groups'>): LayerIndex {
    const { channels } = this.shape(from);
    return this.convolution(from, { name: 'depthwise', ...options, outChannels: channels, groups: channels });
  }

  fullyConnected(from: LayerIndex, outChannels: number, bias = true): LayerIndex {
    return this.#append('fully connected', [from], { kind: 'fully-connected', outChannels, bias });
  }

  activation(from: LayerIndex, activation: ActivationKind, name: string = activation): LayerIndex {
    return this.#append(name, [from], { kind: 'activation', activation });
  }

  batchNorm(from: LayerIndex): LayerIndex {
    return this.#append('batch norm', [from], { kind: 'batch-norm' });
  }

  pool(from: LayerIndex, kind: PoolLayer['kind'], kernel: number, stride: number, padding: number): LayerIndex {
    return this.#append(kind.replace('-', ' '), [from], { kind, kernel, stride, padding });
  }

  globalAveragePool(from: LayerIndex): LayerIndex {
    return this.#append('global average pool', [from], { kind: 'global-average-pool' });
  }

  shuffle(from: LayerIndex, groups: number): LayerIndex {
    return this.#append('shuffle', [from], { kind: 'shuffle', groups });
  }

  /** All-zero activation of the shape of `from`. */
  zero(from: LayerIndex): LayerIndex {
    return this.#append('zero', [from], { kind: 'zero' });
  }

  /** Element-wise sum; one input is its own sum. */
  add(inputs: readonly LayerIndex[]): LayerIndex {
    return inputs.length === 1 ? inputs[0]! : this.#append('add', inputs, { kind: 'add' });
  }

  /** Squeeze-and-excitation (Hu et al. 2018): the channels of `from` are scaled by a small gate of `squeezedChannels` hidden units. */
  squeezeExcite(from: LayerIndex, squeezedChannels: number, gate: ActivationKind = 'hard-sigmoid'): LayerIndex {
    const pooled = this.#append('squeeze pool', [from], { kind: 'global-average-pool' });
    const dense = { kernel: 1, batchNorm: false, bias: true };
    const squeezed = this.convolution(pooled, { ...dense, name: 'squeeze', outChannels: squeezedChannels, activation: 'relu' });
    const excited = this.convolution(squeezed, { ...dense, name: 'excite', outChannels: this.shape(from).channels, activation: gate });
    return this.#append('scale', [from, excited], { kind: 'multiply' });
  }

  /** The network; the layer appended last is its output. */
  build(): Network {
    return { name: this.#name, layers: this.#layers.slice() };
  }

  #append(part: string, inputs: readonly LayerIndex[], layer: WithoutPlace<Layer>): LayerIndex {
    const full = { ...layer, name: this.#uniqueName(part), stage: this.#stage, inputs } as Layer;
    this.#shapes.push(
      layerShape(
        full,
        inputs.map((input) => this.shape(input)),
      ),
    );
    return this.#layers.push(full) - 1;
  }

  #uniqueName(part: string): string {
    const name = this.#prefix + part;
    const used = (this.#timesUsed.get(name) ?? 0) + 1;
    this.#timesUsed.set(name, used);
    return used === 1 ? name : `${name} ${used}`;
  }
}
