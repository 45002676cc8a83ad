import type { NetworkBuilder } from '../network/network-builder.ts';
import type { ActivationKind, LayerIndex } from '../network/network.ts';

export interface InvertedResidual {
  readonly kernel: number;
  /** Channels of the depthwise convolution; where they equal the input's there is no expansion convolution. */
  readonly middleChannels: number;
  readonly outChannels: number;
  readonly stride: number;
  readonly activation: ActivationKind;
  /** Hidden units of the squeeze-and-excitation after the depthwise convolution; absent: none. */
  readonly squeezedChannels?: number;
}

/** MobileNet's block: 1×1 expansion, depthwise convolution, linear 1×1 projection, with a shortcut where shapes allow it (Sandler et al. 2018). */
export function invertedResidual(builder: NetworkBuilder, from: LayerIndex, block: InvertedResidual): LayerIndex {
  const { kernel, stride, activation, outChannels, squeezedChannels } = block;
  const inChannels = builder.shape(from).channels;
  let x = from;
  if (block.middleChannels !== inChannels)
    x = builder.convolution(x, { name: 'expand', outChannels: block.middleChannels, kernel: 1, activation });
  x = builder.depthwise(x, { kernel, stride, activation });
  if (squeezedChannels !== undefined) x = builder.squeezeExcite(x, squeezedChannels);
  x = builder.convolution(x, { name: 'project', outChannels, kernel: 1 });
  return stride === 1 && inChannels === outChannels ? builder.add([from, x]) : x;
}
