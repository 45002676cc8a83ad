import { elements } from './cost.ts';
import type { Network } from './network.ts';
import { inferShapes } from './shapes.ts';

/**
 * The most bytes of activations that must be held at once when layers run one by one in order, nothing is fused or computed in place, and each
 * activation is freed after its last use. `bytesPerElement`: 4 for f32, 1 for int8.
 */
export function peakActivationBytes(network: Network, bytesPerElement = 4): number {
  const shapes = inferShapes(network);
  const lastUse = network.layers.map((_, index) => index);
  network.layers.forEach((layer, index) => layer.inputs.forEach((input) => (lastUse[input] = index)));
  let held = 0;
  let peak = 0;
  network.layers.forEach((layer, index) => {
    held += elements(shapes[index]!);
    peak = Math.max(peak, held);
    for (const used of new Set([...layer.inputs, index])) if (lastUse[used] === index) held -= elements(shapes[used]!);
  });
  return peak * bytesPerElement;
}
