import type { ElementType, OnnxAttribute, OnnxModel, OnnxNode, OnnxPort, OnnxTensor } from './onnx-model.ts';

type Values = Float32Array | Uint8Array | Int8Array | Int32Array | BigInt64Array;

/** Collects the nodes and initialisers of a graph; values are known by name. */
export class OnnxGraph {
  readonly #nodes: OnnxNode[] = [];
  readonly #initialisers = new Map<string, OnnxTensor>();

  /** Appends a node and returns the name of its result, `output`. `further`: other results that the operator has to have. */
  node(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: OnnxNode['attributes'] = {},
    further?: readonly string[],
  ): string {
    this.#nodes.push({ operator, inputs, output, attributes, ...(further && { further }) });
    return output;
  }

  /** A stored tensor; a name that is already stored is taken to be the same tensor. Returns the name. */
  initialiser(name: string, values: Values, dimensions: readonly number[] = [values.length]): string {
    if (!this.#initialisers.has(name)) this.#initialisers.set(name, tensor(name, values, dimensions));
    return name;
  }

  /** A stored float32 scalar, kept once for each value. */
  scalar(value: number): string {
    return this.initialiser(`scalar_${value}`, Float32Array.of(value), []);
  }

  /** A tensor of one repeated value that the file holds as its shape only. `value` has one element. */
  filled(name: string, value: Float32Array | Int8Array, dimensions: readonly number[]): string {
    const shape = this.initialiser(`${name}_shape`, BigInt64Array.from(dimensions, BigInt));
    return this.node('ConstantOfShape', [shape], name, { value: { kind: 'tensor', tensor: tensor('value', value, [1]) } });
  }

  /** The finished model; the value named `result` becomes its output. */
  model(name: string, input: OnnxPort, result: string, output: OnnxPort): OnnxModel {
    const nodes = this.#nodes.map((node) => (node.output === result ? { ...node, output: output.name } : node));
    return { name, nodes, initialisers: [...this.#initialisers.values()], input, output };
  }
}

export const integer = (value: number): OnnxAttribute => ({ kind: 'integer', value });
export const integers = (...values: readonly number[]): OnnxAttribute => ({ kind: 'integers', values });
export const float = (value: number): OnnxAttribute => ({ kind: 'float', value });

function tensor(name: string, values: Values, dimensions: readonly number[]): OnnxTensor {
  return { name, type: elementType(values), dimensions, data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}

function elementType(values: Values): ElementType {
  if (values instanceof Float32Array) return 'float32';
  if (values instanceof Uint8Array) return 'uint8';
  if (values instanceof Int8Array) return 'int8';
  return values instanceof Int32Array ? 'int32' : 'int64';
}
