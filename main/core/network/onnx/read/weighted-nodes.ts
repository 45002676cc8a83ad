import { elements } from '../../cost.ts';
import type { ActivationValue, ConstantValue, GraphValue } from './graph-values.ts';
import type { NodeView } from './node-view.ts';
import { readWindow } from './window.ts';

/** Conv: of any number of groups, with or without bias. */
export function readConvolution(node: NodeView): GraphValue {
  const { dimensions } = weights(node);
  if (dimensions.length !== 4)
    throw node.refuse(`its weights have ${dimensions.length} dimensions`, 'Give a network of two-dimensional images.');
  const [outChannels = 0, inChannels = 0, ...kernelShape] = dimensions;
  const stated = node.numbers('kernel_shape') ?? kernelShape;
  if (stated.join() !== kernelShape.join())
    throw node.broken(`its kernel is ${stated.join(' × ')}, its weights are for ${kernelShape.join(' × ')}`);
  const { from, ...window } = readWindow(node, kernelShape);
  const groups = node.number('group', 1);
  if (!Number.isSafeInteger(groups) || groups < 1) throw node.broken(`it has ${groups} groups`);
  const { channels } = node.layers.shape(from);
  if (inChannels * groups !== channels) throw node.broken(`its weights are for ${inChannels * groups} channels, its input has ${channels}`);
  const bias = hasBias(node, outChannels);
  return node.result(
    node.layers.append(node, { kind: 'convolution', inputs: [from], outChannels, ...window, groups, bias, batchNorm: false }),
  );
}

/** Gemm of a flattened input, as a fully connected layer. */
export function readGemm(node: NodeView): GraphValue {
  if (node.number('transA', 0) !== 0) throw node.refuse('its input is transposed');
  return readFullyConnected(node, node.number('transB', 0) !== 0, true);
}

/** MatMul of a flattened input with weights; an Add after it is its bias. */
export function readMatrixProduct(node: NodeView): GraphValue {
  return readFullyConnected(node, false, false);
}

function readFullyConnected(node: NodeView, isTransposed: boolean, mayHaveBias: boolean): GraphValue {
  const { dimensions } = weights(node);
  if (dimensions.length !== 2) throw node.refuse(`its weights have ${dimensions.length} dimensions`);
  const [outChannels, fanIn] = (isTransposed ? dimensions : dimensions.toReversed()) as [number, number];
  const value = node.activation();
  if (value.form !== 'vector') throw node.refuse('its input is not flattened');
  const inputs = elements(node.shape(value));
  if (fanIn !== inputs) throw node.broken(`its weights are for ${fanIn} inputs, its input has ${inputs}`);
  const bias = mayHaveBias && hasBias(node, outChannels);
  return node.result(node.layers.append(node, { kind: 'fully-connected', inputs: [value.layer], outChannels, bias }), 'vector');
}

function weights(node: NodeView): ConstantValue {
  const constant = node.constant(1);
  if (constant.elements === 0) throw node.broken('its weights are empty');
  return constant;
}

function hasBias(node: NodeView, channels: number): boolean {
  if (node.input(2) === undefined) return false;
  const { elements: count } = node.constant(2);
  if (count !== channels && count !== 1) throw node.broken(`its bias has ${count} values for ${channels} channels`);
  return true;
}

/**
 * BatchNormalization: part of the convolution before it where nothing else reads that, else a layer of its own. So it is after a convolution
 * with a bias, which may well be another batch normalisation that was folded. The parameters are the same either way.
 */
export function readBatchNormalisation(node: NodeView): GraphValue {
  if (node.number('training_mode', 0) !== 0) throw node.refuse('it is in training mode', 'Export the network in evaluation mode.');
  const value = node.activation();
  const { channels } = node.shape(value);
  for (const index of [1, 2, 3, 4]) {
    const { elements: count } = node.constant(index);
    if (count !== channels) throw node.broken(`its input ${index + 1} has ${count} values for ${channels} channels`);
  }
  const before = node.layers.layer(value.layer);
  if (before.kind !== 'convolution' || before.batchNorm || before.bias || !value.exclusive)
    return node.result(node.layers.append(node, { kind: 'batch-norm', inputs: [value.layer] }), value.form);
  node.layers.replace(value.layer, { ...before, batchNorm: true });
  node.layers.folded.batchNormalisations++;
  return node.passOn(value);
}

/** An Add of one value a channel right after a convolution or fully connected layer without bias is its bias. */
export function readBias(node: NodeView, value: ActivationValue, constant: ConstantValue): GraphValue {
  const before = node.layers.layer(value.layer);
  const { channels } = node.shape(value);
  const isRow = constant.dimensions.at(value.form === 'vector' ? -1 : -3) === channels && constant.elements === channels;
  const canTakeBias = (before.kind === 'convolution' && !before.batchNorm) || before.kind === 'fully-connected';
  if (!canTakeBias || before.bias || !value.exclusive || !isRow) throw node.refuse('it adds a constant that is no bias');
  node.layers.replace(value.layer, { ...before, bias: true });
  node.layers.folded.biases++;
  return node.passOn(value);
}
