import type { LayerIndex, Network } from './network.ts';

/** The network without the layers whose result the output does not depend on; the input layer always stays. */
export function liveLayers(network: Network): Network {
  const live = new Set<LayerIndex>([0, network.layers.length - 1]);
  for (let index = network.layers.length - 1; index > 0; index--) {
    if (live.has(index)) for (const input of network.layers[index]!.inputs) live.add(input);
  }
  const newIndex = new Map<LayerIndex, LayerIndex>();
  const layers = network.layers.filter((_, index) => {
    if (live.has(index)) newIndex.set(index, newIndex.size);
    return live.has(index);
  });
  return { ...network, layers: layers.map((layer) => ({ ...layer, inputs: layer.inputs.map((input) => newIndex.get(input)!) })) };
}
