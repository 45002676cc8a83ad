import { LabError } from '../../../lab-error.ts';
import type { Shape } from '../../network.ts';
import { shownName } from '../onnx-error.ts';
import type { ActivationValue, ConstantValue, GraphValue } from './graph-values.ts';
import type { LayerList } from './layer-list.ts';
import type { StoredNode } from './onnx-file.ts';

const exportRemedy = 'Simplify the file (for example with onnx-simplifier), or export it with fixed shapes and plain operators.';

/** A node with what its inputs are: what readers of operators work with. */
export class NodeView {
  readonly layers: LayerList;
  readonly operatorSet: number;
  /** Whether only one node reads the result. */
  readonly exclusive: boolean;
  /** Whether the result is the network's. */
  readonly isOutput: boolean;
  readonly #node: StoredNode;
  readonly #inputs: readonly (GraphValue | undefined)[];

  constructor(
    node: StoredNode,
    inputs: readonly (GraphValue | undefined)[],
    graph: { layers: LayerList; operatorSet: number; exclusive: boolean; isOutput: boolean },
  ) {
    this.#node = node;
    this.#inputs = inputs;
    this.layers = graph.layers;
    this.operatorSet = graph.operatorSet;
    this.exclusive = graph.exclusive;
    this.isOutput = graph.isOutput;
  }

  get operator(): string {
    return this.#node.operator;
  }

  get inputCount(): number {
    return this.#inputs.length;
  }

  /** How the layer is called. */
  get label(): string {
    return this.#node.name === '' ? `${this.operator} ${this.#node.outputs[0] ?? ''}` : this.#node.name;
  }

  /** The `unsupported` error that names the node. */
  refuse(problem: string, remedy = exportRemedy): LabError {
    return this.#error('unsupported', 'cannot be read', problem, remedy);
  }

  /** The `parse-failed` error that names the node. */
  broken(problem: string): LabError {
    return this.#error('parse-failed', 'is broken', problem, 'Export the file again.');
  }

  /** undefined where it is left out. */
  input(index: number): GraphValue | undefined {
    return this.#inputs[index];
  }

  /** An input that depends on the network's input. */
  activation(index = 0): ActivationValue {
    const value = this.#inputs[index];
    if (value?.kind === 'activation') return value;
    if (value === undefined) throw this.broken(`its input ${index + 1} is missing`);
    if (value.kind === 'constant') throw this.refuse(`its input ${index + 1} is a constant`);
    throw this.refuse(value.kind === 'padded' ? 'padding stands before it' : 'it stands in the midst of a channel shuffle');
  }

  /** The same, which has to be [1, C, H, W]. */
  map(index = 0): ActivationValue {
    const value = this.activation(index);
    if (value.form === 'vector') throw this.refuse('its input is flattened');
    return value;
  }

  constant(index: number): ConstantValue {
    const value = this.#inputs[index];
    if (value === undefined) throw this.broken(`its input ${index + 1} is missing`);
    if (value.kind !== 'constant') throw this.refuse(`its input ${index + 1} is computed`);
    return value;
  }

  /** Values of a small constant input; null where it is left out. */
  constantValues(index: number): readonly number[] | null {
    if (this.#inputs[index] === undefined) return null;
    const { values } = this.constant(index);
    if (values === null) throw this.refuse(`its input ${index + 1} has too many values`);
    return values;
  }

  shape(value: { readonly layer: number }): Shape {
    return this.layers.shape(value.layer);
  }

  number(name: string, otherwise: number): number {
    const attribute = this.#node.attributes.get(name);
    if (attribute === undefined) return otherwise;
    if (attribute.kind !== 'integer' && attribute.kind !== 'float') throw this.broken(`its attribute ${name} is not a number`);
    return attribute.value;
  }

  /** null where it is left out. */
  numbers(name: string): readonly number[] | null {
    const attribute = this.#node.attributes.get(name);
    if (attribute === undefined) return null;
    if (attribute.kind === 'other') return [];
    if (attribute.kind !== 'numbers') throw this.broken(`its attribute ${name} is not a list of numbers`);
    return attribute.values;
  }

  text(name: string, otherwise: string): string {
    const attribute = this.#node.attributes.get(name);
    if (attribute === undefined) return otherwise;
    if (attribute.kind !== 'text') throw this.broken(`its attribute ${name} is not a text`);
    return attribute.value;
  }

  tensor(name: string): Omit<ConstantValue, 'kind' | 'quantised'> | null {
    const attribute = this.#node.attributes.get(name);
    if (attribute === undefined) return null;
    if (attribute.kind !== 'tensor') throw this.broken(`its attribute ${name} is not a tensor`);
    return attribute.tensor;
  }

  /** The result of a layer made of this node. */
  result(layer: number, form: ActivationValue['form'] = 'map'): ActivationValue {
    return { kind: 'activation', layer, form, exclusive: this.exclusive };
  }

  /** An input as the result, unchanged. */
  passOn(value: ActivationValue, form = value.form): ActivationValue {
    return { ...value, form, exclusive: value.exclusive && this.exclusive };
  }

  #error(code: 'unsupported' | 'parse-failed', what: string, problem: string, remedy: string): LabError {
    const details = `node: ${shownName(this.label)}; operator: ${shownName(this.operator)}; byte: ${this.#node.offset}`;
    const message = `The node “${shownName(this.label)}” (${shownName(this.operator)}) ${what}: ${problem}.`;
    return new LabError({ code, message, remedy, details });
  }
}
