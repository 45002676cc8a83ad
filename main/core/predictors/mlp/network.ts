import { type FloatMemory, floatMemory } from './float-memory.ts';

/** A fully connected layer. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** [inputs, outputs], then [outputs] biases: views of the network's parameters. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** A network of fully connected layers with ReLU between them, on batches of rows. */
export class Network {
  readonly layers: readonly Layer[];
  /** Weights and biases of all layers, one layer after the other. */
  readonly parameters: Float32Array;
  /** Inputs of the next batch: [batchRows, inputs]. */
  readonly batch: Float32Array;
  readonly #memory: FloatMemory;
  /** Of each layer: [batchRows, outputs], after ReLU. */
  readonly #outputs: readonly Float32Array[];

  /** `sizes`: inputs, hidden layers, outputs. `memory`: with room for what `floatsOf` says; default: its own. */
  constructor(sizes: readonly number[], batchRows: number, memory: FloatMemory = floatMemory(Network.floatsOf(sizes, batchRows))) {
    this.#memory = memory;
    this.parameters = memory.array(parameterCount(sizes));
    this.layers = layersOf(sizes, this.parameters);
    this.batch = memory.array(batchRows * sizes[0]!);
    this.#outputs = this.layers.map(({ outputs }) => memory.array(batchRows * outputs));
  }

  /** Lengths of the arrays that a network takes. */
  static floatsOf(sizes: readonly number[], batchRows: number): number[] {
    return [parameterCount(sizes), ...sizes.map((size) => batchRows * size)];
  }

  /** The outputs for the first `rows` rows of the batch, [rows, outputs]; overwritten by the next call. */
  forward(rows: number): Float32Array {
    let input = this.batch;
    this.layers.forEach(({ inputs, outputs, weights, biases }, index) => {
      const output = this.#outputs[index]!;
      for (let row = 0; row < rows; row++) output.set(biases, row * outputs);
      const a = { data: input, row: inputs, col: 1 };
      this.#memory.addProduct(rows, outputs, inputs, a, { data: weights, row: outputs, col: 1 }, output);
      if (index < this.layers.length - 1) keepPositive(output, output, rows * outputs);
      input = output;
    });
    return input.subarray(0, rows * this.layers.at(-1)!.outputs);
  }

  /** What `layer` was given in the last forward pass: [rows, inputs]. */
  inputOf(layer: number): Float32Array {
    return layer === 0 ? this.batch : this.#outputs[layer - 1]!;
  }
}

/** values ← values where the sign is positive, else 0; multiplied, as no processor could foresee a branch. */
export function keepPositive(values: Float32Array, sign: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) values[i]! *= Number(sign[i]! > 0);
}

/** The layers' weights and biases as views of `parameters`. */
export function layersOf(sizes: readonly number[], parameters: Float32Array): Layer[] {
  let at = 0;
  return sizes.slice(1).map((outputs, index) => {
    const inputs = sizes[index]!;
    const weights = parameters.subarray(at, at + inputs * outputs);
    const biases = parameters.subarray(at + inputs * outputs, at + (inputs + 1) * outputs);
    at += (inputs + 1) * outputs;
    return { inputs, outputs, weights, biases };
  });
}

export function parameterCount(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, outputs, index) => sum + (sizes[index]! + 1) * outputs, 0);
}
