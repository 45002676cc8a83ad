import type { LayerIndex } from '../../network.ts';
import type { NodeView } from './node-view.ts';

/** The part of convolutions and pools that slides. */
export interface Window {
  readonly from: LayerIndex;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

type Pads = readonly [number, number, number, number];

/**
 * Reads kernel, strides, padding (its own and that of a Pad before it) and rounding of a Conv or pool. Square windows only. Uneven padding
 * becomes the even one of the same output size: the work is the same.
 */
export function readWindow(node: NodeView, kernelShape: readonly number[]): Window {
  const input = node.input(0);
  const { layer: from } = input?.kind === 'padded' ? input : node.map();
  const [kernel, stride, dilation] = [
    squareOf(node, 'kernel', kernelShape),
    squareOf(node, 'stride', node.numbers('strides') ?? [1, 1]),
    squareOf(node, 'dilation', node.numbers('dilations') ?? [1, 1]),
  ];
  if (dilation !== 1) throw node.refuse(`it is dilated by ${dilation}`, 'Give a network without dilated windows.');
  const { height, width } = node.layers.shape(from);
  const own = ownPads(node, [height, width], kernel, stride);
  const pads = input?.kind === 'padded' ? (own.map((pad, side) => pad + input.pads[side]!) as unknown as Pads) : own;
  const roundsUp = node.number('ceil_mode', 0) !== 0;
  const wanted = [
    positions(height, pads[0], pads[2], kernel, stride, roundsUp),
    positions(width, pads[1], pads[3], kernel, stride, roundsUp),
  ];
  const smallest = Math.floor(Math.min(pads[0] + pads[2], pads[1] + pads[3]) / 2);
  const fits = (padding: number): boolean =>
    [height, width].every((side, axis) => positions(side, padding, padding, kernel, stride, false) === wanted[axis]);
  const padding = [smallest, smallest + 1].find(fits);
  if (padding === undefined)
    throw node.refuse(`its padding ${pads.join(', ')} is uneven`, 'Give a network whose windows are padded evenly.');
  if (pads.some((pad) => pad !== padding)) node.layers.folded.paddings++;
  return { from, kernel, stride, padding };
}

function squareOf(node: NodeView, what: string, sides: readonly number[]): number {
  const [height = 0, width = 0] = sides;
  if (sides.length !== 2) throw node.refuse(`its ${what} has ${sides.length} dimensions`, 'Give a network of two-dimensional images.');
  if (!Number.isSafeInteger(height) || height < 1 || !Number.isSafeInteger(width) || width < 1)
    throw node.broken(`a ${what} of ${height} × ${width}`);
  if (height !== width) throw node.refuse(`its ${what} is ${height} × ${width}`, 'Give a network of square windows.');
  return height;
}

function ownPads(node: NodeView, sides: readonly number[], kernel: number, stride: number): Pads {
  const automatic = node.text('auto_pad', 'NOTSET');
  if (automatic === 'VALID') return [0, 0, 0, 0];
  if (automatic === 'SAME_UPPER' || automatic === 'SAME_LOWER') {
    const totals = sides.map((side) => Math.max(0, (Math.ceil(side / stride) - 1) * stride + kernel - side)) as [number, number];
    const [less, more] = [totals.map((total) => Math.floor(total / 2)), totals.map((total) => Math.ceil(total / 2))] as [Side, Side];
    return automatic === 'SAME_UPPER' ? [...less, ...more] : [...more, ...less];
  }
  if (automatic !== 'NOTSET') throw node.broken('its attribute auto_pad is none of ONNX');
  const pads = node.numbers('pads') ?? [0, 0, 0, 0];
  if (pads.length !== 4 || !pads.every((pad) => Number.isSafeInteger(pad) && pad >= 0))
    throw node.broken(`its padding is ${pads.join(', ')}`);
  return pads as unknown as Pads;
}

type Side = [number, number];

/** Number of places of a window along a side. */
function positions(side: number, before: number, after: number, kernel: number, stride: number, roundsUp: boolean): number {
  const steps = (side + before + after - kernel) / stride;
  if (!roundsUp) return Math.floor(steps) + 1;
  const count = Math.ceil(steps) + 1;
  return (count - 1) * stride >= side + before ? count - 1 : count; // none begins in the padding behind
}
