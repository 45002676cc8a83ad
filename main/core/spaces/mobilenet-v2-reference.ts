import { makeDivisible } from './make-divisible.ts';
import { mobileNetwork, type MobileBlock } from './mobile-network.ts';
import type { ReferenceNetwork } from './reference-network.ts';

/** Expansion, channels, blocks, stride of the first (Sandler et al. 2018, table 2). */
const rows = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

/** MobileNetV2 as published, at any width; the last convolution never has fewer than 1280 channels. */
export const mobileNetV2Reference: ReferenceNetwork = {
  name: 'MobileNetV2',
  hasWidths: true,
  variants: [],
  build({ resolution, width, classes }) {
    const scaled = (channels: number): number => makeDivisible(channels * width);
    const stem = { channels: scaled(32), stride: 2 };
    let inChannels = stem.channels;
    const blocks = rows.flatMap(([expansion, channels, count, stride], stage) =>
      Array.from({ length: count }, (_, position): MobileBlock => {
        const middleChannels = inChannels * expansion;
        inChannels = scaled(channels);
        const parts = { kernel: 3, middleChannels, outChannels: inChannels, stride: position === 0 ? stride : 1 };
        return { stage: `stage ${stage + 1}`, kind: 'inverted-residual', parts };
      }),
    );
    const headChannels = makeDivisible(1280 * Math.max(1, width));
    return mobileNetwork({ name: `MobileNetV2 ${width}`, resolution, stem, activation: 'relu6', blocks, headChannels, classes });
  },
};
