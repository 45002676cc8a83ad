import { assertNever } from '../assert-never.ts';
import type { Layer, Network, Shape } from './network.ts';

/** Output shape of every layer, in the order of `network.layers`. Throws a plain Error where layers do not fit together: that is a bug of the builder. */
export function inferShapes(network: Network): Shape[] {
  const shapes: Shape[] = [];
  network.layers.forEach((layer, index) => {
    const inputs = layer.inputs.map((input) => {
      const shape = input < index ? shapes[input] : undefined;
      if (shape === undefined) throw new Error(`layer ${index} (${layer.name}): input ${input} does not come before it`);
      return shape;
    });
    shapes.push(layerShape(layer, inputs));
  });
  return shapes;
}

/** Output shape of one layer, given the shapes of its inputs. */
export function layerShape(layer: Layer, inputs: readonly Shape[]): Shape {
  checkInputCount(layer, inputs.length);
  if (layer.kind === 'input') return layer.shape;
  const first = inputs[0]!;
  switch (layer.kind) {
    case 'convolution':
      check(
        first.channels % layer.groups === 0 && layer.outChannels % layer.groups === 0,
        layer,
        `${layer.groups} groups do not divide its channels`,
      );
      return { channels: layer.outChannels, ...slidingWindow(layer, first) };
    case 'average-pool':
    case 'max-pool':
      return { channels: first.channels, ...slidingWindow(layer, first) };
    case 'fully-connected':
      return { channels: layer.outChannels, height: 1, width: 1 };
    case 'global-average-pool':
      return { channels: first.channels, height: 1, width: 1 };
    case 'shuffle':
      check(first.channels % layer.groups === 0, layer, `${layer.groups} groups do not divide ${first.channels} channels`);
      return first;
    case 'add':
      check(
        inputs.every((shape) => sameShape(shape, first)),
        layer,
        'its inputs have different shapes',
      );
      return first;
    case 'multiply':
      check(
        inputs.every((shape) => sameShape(shape, first) || scalesChannels(shape, first)),
        layer,
        'its inputs have different shapes',
      );
      return first;
    case 'activation':
    case 'batch-norm':
    case 'zero':
      return first;
    default:
      return assertNever(layer);
  }
}

function checkInputCount(layer: Layer, count: number): void {
  const merges = layer.kind === 'add' || layer.kind === 'multiply';
  const expected = layer.kind === 'input' ? 0 : 1;
  check(merges ? count >= 2 : count === expected, layer, `it has ${count} inputs`);
}

function slidingWindow(
  layer: Layer & { kernel: number; stride: number; padding: number },
  input: Shape,
): { height: number; width: number } {
  check(Number.isInteger(layer.padding), layer, `a padding of ${layer.padding} is not a whole number`);
  const positions = (side: number): number => Math.floor((side + 2 * layer.padding - layer.kernel) / layer.stride) + 1;
  const [height, width] = [positions(input.height), positions(input.width)];
  check(height >= 1 && width >= 1, layer, `an input of ${input.height} × ${input.width} is too small for it`);
  return { height, width };
}

function sameShape(a: Shape, b: Shape): boolean {
  return a.channels === b.channels && a.height === b.height && a.width === b.width;
}

function scalesChannels(scale: Shape, scaled: Shape): boolean {
  return scale.channels === scaled.channels && scale.height === 1 && scale.width === 1;
}

function check(condition: boolean, layer: Layer, problem: string): void {
  if (!condition) throw new Error(`${layer.kind} layer ${layer.name}: ${problem}`);
}
