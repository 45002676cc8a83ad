import type { Rng } from '../../rng.ts';
import { type FloatMemory, floatMemory } from './float-memory.ts';
import { keepPositive, type Layer, layersOf, Network, parameterCount } from './network.ts';

const firstDecay = 0.9;
const secondDecay = 0.999;
const epsilon = 1e-8;

export interface TrainerOptions {
  readonly weightDecay: number;
  readonly rng: Rng;
}

/** Trains a network for the squared error by Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019). */
export class Trainer {
  readonly network: Network;
  readonly #memory: FloatMemory;
  readonly #weightDecay: number;
  readonly #gradient: Float32Array;
  readonly #gradientLayers: readonly Layer[];
  readonly #firstMoment: Float32Array;
  readonly #secondMoment: Float32Array;
  /** Derivatives with respect to each layer's outputs before ReLU, [batchRows, outputs]. */
  readonly #errors: readonly Float32Array[];
  #steps = 0;

  /** Starts from random weights. `memory`: with room for what `floatsOf` says; default: its own. */
  constructor(
    sizes: readonly number[],
    batchRows: number,
    { weightDecay, rng }: TrainerOptions,
    memory: FloatMemory = floatMemory(Trainer.floatsOf(sizes, batchRows)),
  ) {
    const count = parameterCount(sizes);
    this.#memory = memory;
    this.network = new Network(sizes, batchRows, memory);
    this.#weightDecay = weightDecay;
    this.#gradient = memory.array(count);
    this.#gradientLayers = layersOf(sizes, this.#gradient);
    this.#firstMoment = new Float32Array(count);
    this.#secondMoment = new Float32Array(count);
    this.#errors = this.network.layers.map(({ outputs }) => memory.array(batchRows * outputs));
    // Smaller than what keeps the variance (He et al. 2015): such networks fit less of the noise.
    for (const { weights, biases, inputs } of this.network.layers) {
      for (const part of [weights, biases]) part.forEach((_, i) => (part[i] = (2 * rng.next() - 1) / Math.sqrt(inputs)));
    }
  }

  /** Lengths of the arrays that a trainer and its network take. */
  static floatsOf(sizes: readonly number[], batchRows: number): number[] {
    return [...Network.floatsOf(sizes, batchRows), parameterCount(sizes), ...sizes.slice(1).map((size) => batchRows * size)];
  }

  /** One step on the first rows of the network's batch: `targets` is [rows, outputs]. */
  step(targets: ArrayLike<number>, learningRate: number): void {
    this.#backward(targets, this.network.forward(targets.length / this.network.layers.at(-1)!.outputs));
    this.#adam(learningRate);
  }

  #backward(targets: ArrayLike<number>, outputs: Float32Array): void {
    const { network } = this;
    const rows = targets.length / network.layers.at(-1)!.outputs;
    this.#gradient.fill(0);
    const last = this.#errors.at(-1)!;
    for (let i = 0; i < targets.length; i++) last[i] = (2 / rows) * (outputs[i]! - targets[i]!);
    for (let index = network.layers.length - 1; index >= 0; index--) {
      const { inputs, outputs: width, weights } = network.layers[index]!;
      const gradient = this.#gradientLayers[index]!;
      const error = this.#errors[index]!;
      const input = network.inputOf(index);
      const errorRows = { data: error, row: width, col: 1 };
      this.#memory.addProduct(inputs, width, rows, { data: input, row: 1, col: inputs }, errorRows, gradient.weights);
      for (let row = 0; row < rows; row++) for (let j = 0; j < width; j++) gradient.biases[j]! += error[row * width + j]!;
      if (index === 0) break;
      const before = this.#errors[index - 1]!;
      before.fill(0, 0, rows * inputs);
      this.#memory.addProduct(rows, inputs, width, errorRows, { data: weights, row: 1, col: width }, before);
      keepPositive(before, input, rows * inputs);
    }
  }

  #adam(learningRate: number): void {
    this.#steps++;
    const { parameters, layers } = this.network;
    const kept = 1 - learningRate * this.#weightDecay;
    for (const { weights } of layers) for (let i = 0; i < weights.length; i++) weights[i]! *= kept;
    const [gradient, first, second] = [this.#gradient, this.#firstMoment, this.#secondMoment];
    const rate = learningRate / (1 - firstDecay ** this.#steps);
    const correction = 1 / Math.sqrt(1 - secondDecay ** this.#steps);
    for (let i = 0; i < parameters.length; i++) {
      const slope = gradient[i]!;
      const mean = firstDecay * first[i]! + (1 - firstDecay) * slope;
      const square = secondDecay * second[i]! + (1 - secondDecay) * slope * slope;
      first[i] = mean;
      second[i] = square;
      parameters[i]! -= (rate * mean) / (Math.sqrt(square) * correction + epsilon);
    }
  }
}
