import { elements } from '../../cost.ts';
import type { GraphValue } from './graph-values.ts';
import type { NodeView } from './node-view.ts';

/** Flatten after the batch. */
export function readFlatten(node: NodeView): GraphValue {
  const axis = node.number('axis', 1);
  if (axis !== 1 && !(axis === -3 && node.activation().form === 'map')) throw node.refuse(`it flattens from axis ${axis}`);
  return node.passOn(node.activation(), 'vector');
}

/** Squeeze of height and width of a [1, C, 1, 1]. */
export function readSqueeze(node: NodeView): GraphValue {
  const value = node.map();
  if (!isHeightAndWidth(node, 4)) throw node.refuse('it removes other axes than height and width');
  const { height, width } = node.shape(value);
  if (height * width !== 1) throw node.broken(`height and width are ${height} × ${width}, not 1`);
  return node.passOn(value, 'vector');
}

/** Unsqueeze of a [1, C] to [1, C, 1, 1]. */
export function readUnsqueeze(node: NodeView): GraphValue {
  const value = node.activation();
  const { height, width } = node.shape(value);
  if (value.form !== 'vector' || height * width !== 1 || !isHeightAndWidth(node, 4))
    throw node.refuse('it adds other axes than height and width');
  return node.passOn(value, 'map');
}

function isHeightAndWidth(node: NodeView, rank: number): boolean {
  const axes = node.numbers('axes') ?? node.constantValues(1) ?? [];
  const positive = axes.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
  return positive.join() === '2,3';
}

/** Reshape: to flatten, back from that, and as the first and last step of a channel shuffle. */
export function readReshape(node: NodeView): GraphValue {
  const input = node.input(0);
  const value = input?.kind === 'split' ? input : node.activation();
  const shape = node.shape(value);
  const { channels, height, width } = shape;
  const target = targetOf(node, value.kind === 'split' ? [] : value.form === 'map' ? [1, channels, height, width] : [1, elements(shape)]);
  const isMap = target.join() === [1, channels, height, width].join();
  if (value.kind === 'split') {
    if (!value.swapped || !isMap) throw node.refuse('it does not end a channel shuffle');
    return node.result(node.layers.append(node, { kind: 'shuffle', inputs: [value.layer], groups: value.groups }));
  }
  if (isMap) return node.passOn(value, 'map');
  if (target.length === 2 && target[0] === 1) return node.passOn(value, 'vector');
  const [batch, groups = 0, perGroup = 0, ...sides] = target;
  const splits = target.length === 5 && batch === 1 && groups * perGroup === channels && sides.join() === [height, width].join();
  if (!splits || value.form !== 'map') throw node.refuse(`it reshapes to ${target.join(' × ')}`);
  return { kind: 'split', layer: value.layer, groups, swapped: false };
}

/** The wanted dimensions: 0 copies one of `from`, −1 is what is left. */
function targetOf(node: NodeView, from: readonly number[]): readonly number[] {
  const wanted = node.constantValues(1) ?? node.numbers('shape');
  if (wanted === null) throw node.broken('it has no shape');
  const copies = node.number('allowzero', 0) === 0;
  const sides = wanted.map((side, axis) => (side === 0 && copies ? (from[axis] ?? 0) : side));
  if (sides.some((side) => !Number.isSafeInteger(side) || side === 0 || side < -1)) throw node.refuse(`its shape is ${wanted.join(' × ')}`);
  const value = node.input(0);
  const total = value === undefined || value.kind === 'constant' ? 0 : elements(node.shape(value));
  const known = sides.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
  const open = sides.filter((side) => side === -1).length;
  if (open > 1 || total % known !== 0 || (open === 0 && known !== total))
    throw node.broken(`${total} values cannot be reshaped to ${wanted.join(' × ')}`);
  return sides.map((side) => (side === -1 ? total / known : side));
}

/** Transpose: the middle step of a channel shuffle. */
export function readTranspose(node: NodeView): GraphValue {
  const input = node.input(0);
  const permutation = (node.numbers('perm') ?? []).join();
  if (input?.kind !== 'split' || input.swapped || permutation !== '0,2,1,3,4')
    throw node.refuse('it is not part of a channel shuffle', 'Export the network with channels before height and width (NCHW).');
  return { ...input, swapped: true };
}
