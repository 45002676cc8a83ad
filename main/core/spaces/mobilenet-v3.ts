import type { Network } from '../network/network.ts';
import { defineSpace } from './define-space.ts';
import { elasticStages } from './elastic-stages.ts';
import { makeDivisible } from './make-divisible.ts';
import { mobileNetV3Network, type MobileNetV3Block } from './mobilenet-v3-network.ts';
import type { Architecture, NetworkOptions } from './search-space.ts';

/** Stages of the once-for-all MobileNetV3 supernet (Cai et al. 2020); `channels` at width 1. */
const stages = [
  { channels: 24, stride: 2, activation: 'relu', squeezeExcite: false },
  { channels: 40, stride: 2, activation: 'relu', squeezeExcite: true },
  { channels: 80, stride: 2, activation: 'hard-swish', squeezeExcite: false },
  { channels: 112, stride: 1, activation: 'hard-swish', squeezeExcite: true },
  { channels: 160, stride: 2, activation: 'hard-swish', squeezeExcite: true },
] as const;

const choices = elasticStages({ prefix: 'mbv3', title: 'MobileNetV3', blocksOfStage: stages.map(() => 4) });

/** The MobileNetV3 space of once-for-all, written `mbv3:<resolution>:<5 depths>:<20 kernels>:<20 expansions>`; blocks beyond a stage's depth are not built. */
export const mobileNetV3 = defineSpace({
  id: 'mobilenet-v3',
  title: 'MobileNetV3',
  description:
    'Mobile image classifiers of five stages of two to four inverted residual blocks, as in the once-for-all supernet (Cai et al., ICLR 2020).',
  ...choices,
  variants: [],
  network,
});

function network(architecture: Architecture, options: NetworkOptions): Network {
  const scaled = (channels: number): number => makeDivisible(channels * (options.width ?? 1));
  const first: MobileNetV3Block = {
    stage: 'first block',
    kernel: 3,
    middleChannels: scaled(16),
    outChannels: scaled(16),
    squeezeExcite: false,
    activation: 'relu',
    stride: 1,
  };
  const blocks = [first];
  for (const { stage, first, kernel, expansion } of choices.blocks(architecture)) {
    const { channels, stride, activation, squeezeExcite } = stages[stage]!;
    blocks.push({
      stage: `stage ${stage + 1}`,
      kernel,
      middleChannels: makeDivisible(blocks.at(-1)!.outChannels * expansion),
      outChannels: scaled(channels),
      squeezeExcite,
      activation,
      stride: first ? stride : 1,
    });
  }
  return mobileNetV3Network({
    name: choices.print(architecture),
    resolution: options.resolution ?? choices.resolution(architecture),
    stemChannels: scaled(16),
    blocks,
    headChannels: scaled(960),
    featureChannels: scaled(1280),
    featureBias: false,
    classes: options.classes ?? 1000,
  });
}
