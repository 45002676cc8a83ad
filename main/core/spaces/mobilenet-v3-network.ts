import { NetworkBuilder } from '../network/network-builder.ts';
import type { Network } from '../network/network.ts';
import { invertedResidual } from './inverted-residual.ts';
import { makeDivisible } from './make-divisible.ts';

/** One inverted residual block; a row of the tables in Howard et al. 2019. */
export interface MobileNetV3Block {
  readonly stage: string;
  readonly kernel: number;
  readonly middleChannels: number;
  readonly outChannels: number;
  readonly squeezeExcite: boolean;
  readonly activation: 'relu' | 'hard-swish';
  readonly stride: number;
}

export interface MobileNetV3Skeleton {
  readonly name: string;
  /** Side of the square input in pixels. */
  readonly resolution: number;
  readonly stemChannels: number;
  readonly blocks: readonly MobileNetV3Block[];
  /** Channels of the last convolution before pooling, and of the one after it. */
  readonly headChannels: number;
  readonly featureChannels: number;
  /** Whether the convolution after pooling has a bias: published networks have it, once-for-all's do not. */
  readonly featureBias: boolean;
  readonly classes: number;
}

/** The network of MobileNetV3 blocks between its stem and head. */
export function mobileNetV3Network(skeleton: MobileNetV3Skeleton): Network {
  const { resolution, stemChannels, headChannels, featureChannels } = skeleton;
  const builder = new NetworkBuilder(skeleton.name, { channels: 3, height: resolution, width: resolution });
  builder.stage('stem');
  let x = builder.convolution(builder.input, { outChannels: stemChannels, kernel: 3, stride: 2, activation: 'hard-swish' });
  const blocksOfStage = new Map<string, number>();
  for (const block of skeleton.blocks) {
    const number = (blocksOfStage.get(block.stage) ?? 0) + 1;
    blocksOfStage.set(block.stage, number);
    builder.stage(block.stage, `block ${number}`);
    x = invertedResidual(builder, x, {
      ...block,
      ...(block.squeezeExcite && { squeezedChannels: makeDivisible(Math.floor(block.middleChannels / 4)) }),
    });
  }
  builder.stage('head');
  x = builder.convolution(x, { outChannels: headChannels, kernel: 1, activation: 'hard-swish' });
  x = builder.convolution(builder.globalAveragePool(x), {
    name: 'features',
    outChannels: featureChannels,
    kernel: 1,
    batchNorm: false,
    bias: skeleton.featureBias,
    activation: 'hard-swish',
  });
  builder.fullyConnected(x, skeleton.classes);
  return builder.build();
}
