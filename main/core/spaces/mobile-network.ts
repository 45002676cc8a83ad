import { NetworkBuilder } from '../network/network-builder.ts';
import type { Network } from '../network/network.ts';
import { invertedResidual, type InvertedResidual } from './inverted-residual.ts';

/** A block of a stage: an inverted residual, or one 1×1 convolution where a skipped block changes the shape. */
export type MobileBlock = { readonly stage: string } & (
  | { readonly kind: 'inverted-residual'; readonly parts: Omit<InvertedResidual, 'activation'> }
  | { readonly kind: 'convolution'; readonly outChannels: number; readonly stride: number }
);

export interface MobileSkeleton {
  readonly name: string;
  /** Side of the square input in pixels. */
  readonly resolution: number;
  readonly stem: { readonly channels: number; readonly stride: number };
  /** Of the whole network. */
  readonly activation: 'relu' | 'relu6';
  readonly blocks: readonly MobileBlock[];
  /** Channels of the 1×1 convolution before pooling. */
  readonly headChannels: number;
  readonly classes: number;
}

/** The skeleton that MobileNetV2, ProxylessNAS and FBNet share: a 3×3 stem, blocks, a 1×1 convolution, pooling, a classifier. */
export function mobileNetwork(skeleton: MobileSkeleton): Network {
  const { resolution, stem, activation, headChannels } = skeleton;
  const builder = new NetworkBuilder(skeleton.name, { channels: 3, height: resolution, width: resolution });
  builder.stage('stem');
  let x = builder.convolution(builder.input, { outChannels: stem.channels, kernel: 3, stride: stem.stride, activation });
  const blocksOfStage = new Map<string, number>();
  for (const block of skeleton.blocks) {
    const number = (blocksOfStage.get(block.stage) ?? 0) + 1;
    blocksOfStage.set(block.stage, number);
    builder.stage(block.stage, `block ${number}`);
    x =
      block.kind === 'convolution'
        ? builder.convolution(x, { outChannels: block.outChannels, kernel: 1, stride: block.stride, activation })
        : invertedResidual(builder, x, { ...block.parts, activation });
  }
  builder.stage('head');
  x = builder.convolution(x, { outChannels: headChannels, kernel: 1, activation });
  builder.fullyConnected(builder.globalAveragePool(x), skeleton.classes);
  return builder.build();
}
