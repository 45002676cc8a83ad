import type { NetworkBuilder } from '../network/network-builder.ts';
import type { ActivationKind, LayerIndex } from '../network/network.ts';

export interface InvertedResidual {
  readonly kernel: number;
  /** Channels of the depthwise convolution. */
  readonly middleChannels: number;
  readonly outChannels: number;
  readonly stride: number;
  readonly activation: ActivationKind;
  /** Hidden units of the squeeze-and-excitation after the depthwise convolution; absent: none. */
  readonly squeezedChannels?: number;
  /** Whether there is an expansion convolution; default: where the middle channels differ from the input's. */
  readonly expand?: boolean;
  /** Groups of both 1×1 convolutions; channels are shuffled after the first. Default 1. */
  readonly groups?: number;
  /** Default true. */
  readonly batchNorm?: boolean;
  /** False: no shortcut, whatever the shapes. */
  readonly shortcut?: boolean;
}

/** MobileNet's block: 1×1 expansion, depthwise convolution, linear 1×1 projection, with a shortcut where shapes allow it (Sandler et al. 2018). */
export function invertedResidual(builder: NetworkBuilder, from: LayerIndex, block: InvertedResidual): LayerIndex {
  const { kernel, stride, activation, middleChannels, outChannels, squeezedChannels, groups = 1, batchNorm = true } = block;
  const inChannels = builder.shape(from).channels;
  // Without batch normalisation a convolution has a bias.
  const form = { batchNorm, bias: !batchNorm };
  let x = from;
  if (block.expand ?? middleChannels !== inChannels) {
    x = builder.convolution(x, { ...form, name: 'expand', outChannels: middleChannels, kernel: 1, groups, activation });
    if (groups > 1) x = builder.shuffle(x, groups);
  }
  x = builder.depthwise(x, { ...form, kernel, stride, activation });
  if (squeezedChannels !== undefined) x = builder.squeezeExcite(x, squeezedChannels);
  x = builder.convolution(x, { ...form, name: 'project', outChannels, kernel: 1, groups });
  return (block.shortcut ?? true) && stride === 1 && inChannels === outChannels ? builder.add([from, x]) : x;
}
