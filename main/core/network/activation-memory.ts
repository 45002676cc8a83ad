import { elements } from './cost.ts';
import type { Layer, Network } from './network.ts';
import { inferShapes } from './shapes.ts';

/**
 * The most bytes of activations that must be held at once when layers run one by one in order, and each activation is freed after its last use.
 * Activation functions and batch normalisation work in place. `bytesPerElement`: 4 for f32, 1 for int8.
 */
export function peakActivationBytes(network: Network, bytesPerElement = 4): number {
  const sizes = inferShapes(network).map(elements);
  const lastUse = network.layers.map((_, index) => index);
  network.layers.forEach((layer, index) => layer.inputs.forEach((input) => (lastUse[input] = index)));
  let held = 0;
  let peak = 0;
  network.layers.forEach((layer, index) => {
    const freed = [...new Set(layer.inputs), index].filter((used) => lastUse[used] === index).reduce((sum, used) => sum + sizes[used]!, 0);
    const inPlace = worksInPlace(layer) && lastUse[layer.inputs[0]!] === index;
    if (!inPlace) peak = Math.max(peak, held + sizes[index]!);
    held += sizes[index]! - freed;
  });
  return peak * bytesPerElement;
}

function worksInPlace({ kind }: Layer): boolean {
  return kind === 'activation' || kind === 'batch-norm';
}
