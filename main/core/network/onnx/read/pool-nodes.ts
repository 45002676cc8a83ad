import type { PoolLayer } from '../../network.ts';
import type { GraphValue } from './graph-values.ts';
import type { NodeView } from './node-view.ts';
import { readWindow } from './window.ts';

/** AveragePool and MaxPool. */
export function readPool(kind: PoolLayer['kind']): (node: NodeView) => GraphValue {
  return (node) => {
    const { from, ...window } = readWindow(node, node.numbers('kernel_shape') ?? []);
    return node.result(node.layers.append(node, { kind, inputs: [from], ...window }));
  };
}

/** GlobalAveragePool. */
export function readGlobalPool(node: NodeView): GraphValue {
  return node.result(node.layers.append(node, { kind: 'global-average-pool', inputs: [node.map().layer] }));
}

/** ReduceMean over height and width. */
export function readMean(node: NodeView): GraphValue {
  const axes = node.numbers('axes') ?? node.constantValues(1) ?? [];
  const positive = axes.map((axis) => (axis < 0 ? axis + 4 : axis)).sort((a, b) => a - b);
  if (positive.join() !== '2,3') throw node.refuse(`it reduces the axes ${axes.join(', ')}, known are height and width`);
  const layer = node.layers.append(node, { kind: 'global-average-pool', inputs: [node.map().layer] });
  return node.result(layer, node.number('keepdims', 1) === 0 ? 'vector' : 'map');
}

/** Pad of height and width, which the convolution or pool after it takes over. */
export function readPadding(node: NodeView): GraphValue {
  const value = node.map();
  if (node.text('mode', 'constant') !== 'constant') throw node.refuse('it pads with other values than a constant');
  const pads = node.numbers('pads') ?? node.constantValues(1);
  if (pads?.length !== 8 || node.input(3) !== undefined) throw node.refuse('it does not pad all four dimensions at once');
  if (!pads.every((pad) => Number.isSafeInteger(pad) && pad >= 0 && pad < 2 ** 20)) throw node.refuse(`it pads by ${pads.join(', ')}`);
  const [image, channel, top, left, imageEnd, channelEnd, bottom, right] = pads as [number, ...number[]] &
    Record<0 | 1 | 2 | 3 | 4 | 5 | 6 | 7, number>;
  if (image + channel + imageEnd + channelEnd > 0) throw node.refuse('it pads channels');
  return { kind: 'padded', layer: value.layer, pads: [top, left, bottom, right] };
}
