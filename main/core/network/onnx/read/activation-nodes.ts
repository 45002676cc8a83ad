import type { ActivationKind } from '../../network.ts';
import type { ActivationValue, GraphValue } from './graph-values.ts';
import type { NodeView } from './node-view.ts';

/** An operator that is one of the lab's activations. */
export function readActivation(activation: ActivationKind): (node: NodeView) => GraphValue {
  return (node) => {
    const value = node.activation();
    return node.result(node.layers.append(node, { kind: 'activation', activation, inputs: [value.layer] }), value.form);
  };
}

/** Clip to 0 … 6, or to 0 … ∞. */
export function readClip(node: NodeView): GraphValue {
  const low = node.operatorSet < 11 ? node.number('min', -Infinity) : scalar(node, 1, -Infinity);
  const high = node.operatorSet < 11 ? node.number('max', Infinity) : scalar(node, 2, Infinity);
  if (low === 0 && high === 6) return readActivation('relu6')(node);
  if (low === 0 && high > 1e30) return readActivation('relu')(node);
  throw node.refuse(`it clips to ${low} … ${high}`, 'Give a network of ReLU, ReLU6, hard-swish, hard-sigmoid, sigmoid and swish.');
}

/** A HardSigmoid whose product with its input is the hard-swish has slope 1/6 and offset 1/2. */
export function readHardSigmoid(node: NodeView): GraphValue {
  const isUsual = Math.abs(node.number('alpha', 0.2) - 1 / 6) < 1e-4 && Math.abs(node.number('beta', 0.5) - 0.5) < 1e-4;
  if (!isUsual)
    throw node.refuse('its slope is not 1/6 or its offset not 1/2', 'Export hard-sigmoid as PyTorch defines it: alpha 1/6, beta 0.5.');
  return readActivation('hard-sigmoid')(node);
}

/** Mul of two activations: x · sigmoid(x) and x · hard-sigmoid(x) are one activation, anything else is a product. */
export function readProduct(node: NodeView): GraphValue {
  const [left, right] = [node.input(0), node.input(1)];
  if (left?.kind === 'constant' || right?.kind === 'constant') return readZero(node);
  const [first, second] = [node.activation(0), node.activation(1)];
  const gated = gateOf(node, first, second) ?? gateOf(node, second, first);
  if (gated !== null) return gated;
  if (first.form !== second.form) throw node.refuse('one of its inputs is flattened');
  const [a, b] = [node.shape(first), node.shape(second)];
  const scalesLeft = a.height * a.width < b.height * b.width; // the scale comes second
  const inputs = scalesLeft ? [second.layer, first.layer] : [first.layer, second.layer];
  return node.result(node.layers.append(node, { kind: 'multiply', inputs }), first.form);
}

function gateOf(node: NodeView, value: ActivationValue, gate: ActivationValue): GraphValue | null {
  const layer = node.layers.layer(gate.layer);
  if (layer.kind !== 'activation' || !gate.exclusive || layer.inputs[0] !== value.layer || gate.form !== value.form) return null;
  if (layer.activation !== 'sigmoid' && layer.activation !== 'hard-sigmoid') return null;
  node.layers.replace(gate.layer, { ...layer, activation: layer.activation === 'sigmoid' ? 'swish' : 'hard-swish' });
  node.layers.folded.gates++;
  return node.passOn(gate);
}

/** A product with the constant 0 is how a cell without any path is written. */
function readZero(node: NodeView): GraphValue {
  const index = node.input(0)?.kind === 'constant' ? 0 : 1;
  const value = node.activation(1 - index);
  if (node.constantValues(index)?.join() !== '0') throw node.refuse('it multiplies by a constant');
  return node.result(node.layers.append(node, { kind: 'zero', inputs: [value.layer] }), value.form);
}

function scalar(node: NodeView, index: number, otherwise: number): number {
  const values = node.constantValues(index);
  if (values !== null && values.length !== 1) throw node.broken(`its input ${index + 1} is no single number`);
  return values?.[0] ?? otherwise;
}
