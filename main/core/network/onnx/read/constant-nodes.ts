import type { ConstantValue, GraphValue } from './graph-values.ts';
import type { NodeView } from './node-view.ts';
import { sizeOf } from './tensor.ts';

/** Constant: a tensor, number or list among the attributes. */
export function readConstant(node: NodeView): GraphValue {
  const tensor = node.tensor('value');
  if (tensor !== null) return { kind: 'constant', ...pick(tensor), quantised: false };
  for (const name of ['value_int', 'value_float']) {
    const value = node.number(name, NaN);
    if (!Number.isNaN(value)) return { kind: 'constant', dimensions: [], elements: 1, values: [value], quantised: false };
  }
  const values = node.numbers('value_ints') ?? node.numbers('value_floats');
  if (values === null) throw node.refuse('it holds no tensor and no numbers');
  return { kind: 'constant', dimensions: [values.length], elements: values.length, values, quantised: false };
}

/** ConstantOfShape: weights that the file holds as their shape only. */
export function readConstantOfShape(node: NodeView): GraphValue {
  const dimensions = node.constantValues(0) ?? [];
  const elements = sizeOf(dimensions);
  if (elements === null || dimensions.length > 8) throw node.broken(`its shape is ${dimensions.join(' × ')}`);
  const fill = node.tensor('value')?.values ?? [0];
  return { kind: 'constant', dimensions, elements, values: elements === 1 ? fill : null, quantised: false };
}

/** Nodes that hand their first input on: what they do is no layer, or nothing at inference. */
export function readPassThrough(node: NodeView): GraphValue {
  const value = node.input(0);
  return value?.kind === 'constant' ? value : node.passOn(node.activation());
}

/** QuantizeLinear and DequantizeLinear: int8 in quantise–dequantise form is read as the network that it stands for. */
export function readQuantisation(node: NodeView): GraphValue {
  node.constant(1);
  const value = node.input(0);
  if (value?.kind !== 'constant') return node.passOn(node.activation());
  return { ...value, values: null, quantised: node.operator === 'DequantizeLinear' };
}

/** Dropout, which does nothing at inference. */
export function readDropout(node: NodeView): GraphValue {
  const training = node.input(2) === undefined ? 0 : (node.constantValues(2)?.[0] ?? 0);
  if (training !== 0) throw node.refuse('it is in training mode', 'Export the network in evaluation mode.');
  return readPassThrough(node);
}

/** Softmax and LogSoftmax at the network's end. */
export function readSoftmax(node: NodeView): GraphValue {
  if (!node.isOutput) throw node.refuse('it does not stand at the end', 'Give a network of convolutions.');
  node.layers.folded.softmax++;
  return node.passOn(node.activation());
}

function pick({ dimensions, elements, values }: Pick<ConstantValue, 'dimensions' | 'elements' | 'values'>) {
  return { dimensions, elements, values };
}
