import type { ActivationValue, GraphValue } from './graph-values.ts';
import type { NodeView } from './node-view.ts';
import { readBias } from './weighted-nodes.ts';

/** Inputs of one sum; keeps the work on endless chains of sums in proportion to their length. */
const mostInputs = 32;

/** Add: of two layers, or a bias. */
export function readAddition(node: NodeView): GraphValue {
  if (node.inputCount !== 2) throw node.broken(`it has ${node.inputCount} inputs`);
  const [left, right] = [node.input(0), node.input(1)];
  if (left?.kind === 'constant' && right?.kind !== 'constant') return readBias(node, node.activation(1), left);
  if (right?.kind === 'constant') return readBias(node, node.activation(0), right);
  return sumOf(node, [node.activation(0), node.activation(1)]);
}

/** Sum of any number of layers. */
export function readSum(node: NodeView): GraphValue {
  const values = Array.from({ length: node.inputCount }, (_, index) => node.activation(index));
  if (values.length > mostInputs) throw node.refuse(`it has ${values.length} inputs`);
  const [first] = values;
  if (first === undefined) throw node.broken('it has no input');
  return values.length === 1 ? node.passOn(first) : sumOf(node, values);
}

/** A sum that only this one reads, as its first input, is part of it: a sum of three is written as two sums. */
function sumOf(node: NodeView, values: readonly ActivationValue[]): GraphValue {
  const [first, ...rest] = values as [ActivationValue, ...ActivationValue[]];
  if (rest.some((value) => value.form !== first.form)) throw node.refuse('one of its inputs is flattened');
  const before = node.layers.layer(first.layer);
  const joins = before.kind === 'add' && first.exclusive && before.inputs.length + rest.length <= mostInputs;
  if (joins) node.layers.folded.sums++;
  const inputs = [...(joins ? before.inputs : [first.layer]), ...rest.map((value) => value.layer)];
  return node.result(node.layers.append(node, { kind: 'add', inputs }), first.form);
}
