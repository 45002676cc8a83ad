import type { Network } from '../network/network.ts';
import { defineSpace } from './define-space.ts';
import { elasticStages } from './elastic-stages.ts';
import { makeDivisible } from './make-divisible.ts';
import { mobileNetwork, type MobileBlock } from './mobile-network.ts';
import type { Architecture, NetworkOptions } from './search-space.ts';

/** Channels at width 1: of the stem, of the first block, a stage, of the head. */
const variants = {
  proxyless: { stem: 32, first: 16, stages: [24, 40, 80, 96, 192, 320], head: 1280 },
  google: { stem: 32, first: 16, stages: [24, 32, 64, 96, 160, 320], head: 1280 },
} as const;

const strides = [2, 2, 2, 1, 2, 1];

const choices = elasticStages({ prefix: 'mbv2', title: 'MobileNetV2', blocksOfStage: [4, 4, 4, 4, 4, 1] });

/**
 * The MobileNetV2 space of once-for-all's ProxylessNAS supernet (ofa_proxyless.py), written `mbv2:<resolution>:<6 depths>:<21 kernels>:<21 expansions>`;
 * blocks beyond a stage's depth are not built. Variants name the channels of the stages: `proxyless` (default), or `google` as in MobileNetV2.
 */
export const mobileNetV2 = defineSpace({
  id: 'mobilenet-v2',
  title: 'MobileNetV2',
  description:
    'Mobile image classifiers of six stages of up to four inverted residual blocks without squeeze-and-excitation, as in the once-for-all supernet (Cai et al., ICLR 2020).',
  ...choices,
  variants: Object.keys(variants),
  network,
});

function network(architecture: Architecture, options: NetworkOptions): Network {
  const channels = variants[(options.variant ?? 'proxyless') as keyof typeof variants];
  const scaled = (count: number): number => makeDivisible(count * (options.width ?? 1));
  let inChannels = scaled(channels.first);
  const blocks = choices.blocks(architecture).map(({ stage, first, kernel, expansion }): MobileBlock => {
    const middleChannels = makeDivisible(inChannels * expansion);
    inChannels = scaled(channels.stages[stage]!);
    const stride = first ? strides[stage]! : 1;
    return { stage: `stage ${stage + 1}`, kind: 'inverted-residual', parts: { kernel, middleChannels, outChannels: inChannels, stride } };
  });
  const first = { kernel: 3, middleChannels: scaled(channels.stem), outChannels: scaled(channels.first), stride: 1, shortcut: false };
  return mobileNetwork({
    name: choices.print(architecture),
    resolution: options.resolution ?? choices.resolution(architecture),
    stem: { channels: scaled(channels.stem), stride: 2 },
    activation: 'relu6',
    blocks: [{ stage: 'first block', kind: 'inverted-residual', parts: first }, ...blocks],
    headChannels: scaled(channels.head),
    classes: options.classes ?? 1000,
  });
}
