import { createRng, type Rng } from '../rng.ts';

/** How large a random network is; each has its own channels, kernels and depths. */
export const mobileRandomSizes = ['small', 'large', 'giant'] as const;
export type MobileRandomSize = (typeof mobileRandomSizes)[number];

interface Group {
  /** How many blocks it may have; the first of them halves the feature map. */
  readonly blocks: readonly number[];
  readonly channels: readonly number[];
}

interface Recipe {
  readonly firstStride: 1 | 2;
  readonly kernels: readonly number[];
  readonly groups: readonly Group[];
  /** Of the convolutions before and after pooling. */
  readonly headChannels: readonly number[];
  readonly featureChannels: readonly number[];
}

/** mobileOptGen of Ganesan et al. 2020; groups by the feature map that enters them: 112, 56, 28, 14 pixels. */
const recipes: Readonly<Record<MobileRandomSize, Recipe>> = {
  small: {
    firstStride: 2,
    kernels: [3, 5],
    groups: [
      { blocks: [2, 3], channels: [16, 24] },
      { blocks: [3, 4, 5], channels: [36, 40, 44, 48] },
      { blocks: [3, 4], channels: [80, 88, 96] },
    ],
    headChannels: [576, 584],
    featureChannels: [1024, 1064],
  },
  large: {
    firstStride: 1,
    kernels: [3, 5, 7],
    groups: [
      { blocks: [2, 3], channels: [16, 24] },
      { blocks: [3, 4], channels: [32, 40, 48] },
      { blocks: [5, 6, 7, 8], channels: [80, 88, 96, 104, 112] },
      { blocks: [3, 4, 5], channels: [160, 168, 176] },
    ],
    headChannels: [920, 960],
    featureChannels: [1280, 1320],
  },
  giant: {
    firstStride: 1,
    kernels: [3, 5, 7],
    groups: [
      { blocks: [2, 3], channels: [16, 24, 32] },
      { blocks: [3, 4, 5], channels: [24, 32, 40] },
      { blocks: [5, 6, 7, 8, 9], channels: [80, 88, 96, 108] },
      { blocks: [3, 4, 5], channels: [192, 216, 240, 320] },
    ],
    headChannels: [960, 968],
    featureChannels: [1280, 1320],
  },
};

const widths = [0.75, 0.75, 1, 1, 1];
const blockExpansions = [3, 6];
const side = 224;
const stemChannels = 32;
const leastMacs = 40e6;
const mostMacs = 400e6;

export interface RandomBlock {
  /** 0: the first bottleneck; then the number of its group. */
  readonly group: number;
  readonly kernel: number;
  /** 1, 3 or 6. */
  readonly expansion: number;
  readonly middleChannels: number;
  readonly outChannels: number;
  readonly stride: number;
  /** MACs of its two 1×1 convolutions and of its depthwise convolution, at an input of 224 × 224. */
  readonly pointwiseMacs: number;
  readonly depthwiseMacs: number;
}

export interface RandomNetwork {
  readonly stemChannels: number;
  readonly blocks: readonly RandomBlock[];
  readonly headChannels: number;
  readonly featureChannels: number;
}

/** The network that a seed stands for: drawn again until it has more than 40 and less than 400 million MACs at 224 × 224. */
export function drawMobileRandom(seed: number, size: MobileRandomSize): RandomNetwork {
  const rng = createRng(seed).fork(size);
  for (;;) {
    const drawn = draw(recipes[size], rng);
    if (drawn.macs > leastMacs && drawn.macs < mostMacs) return drawn.network;
  }
}

function draw(recipe: Recipe, rng: Rng): { network: RandomNetwork; macs: number } {
  const width = rng.pick(widths);
  const blocks: RandomBlock[] = [];
  let [inChannels, inSide] = [stemChannels, side / 2];
  let macs = 9 * 3 * stemChannels * inSide ** 2;

  const append = (group: number, kernel: number, expansion: number, channels: number, stride: number): void => {
    const middleChannels = Math.trunc(inChannels * expansion * width);
    const outChannels = Math.trunc(channels * width);
    const outSide = Math.ceil(inSide / stride);
    const pointwiseMacs = middleChannels * (inChannels * inSide ** 2 + outChannels * outSide ** 2);
    const depthwiseMacs = middleChannels * (kernel * outSide) ** 2;
    blocks.push({ group, kernel, expansion, middleChannels, outChannels, stride, pointwiseMacs, depthwiseMacs });
    macs += pointwiseMacs + depthwiseMacs;
    [inChannels, inSide] = [outChannels, outSide];
  };

  append(0, 3, 1, 16, recipe.firstStride);
  recipe.groups.forEach((group, index) => {
    const count = rng.pick(group.blocks);
    for (let position = 0; position < count; position++) {
      append(index + 1, rng.pick(recipe.kernels), rng.pick(blockExpansions), rng.pick(group.channels), position === 0 ? 2 : 1);
    }
  });
  const headChannels = rng.pick(recipe.headChannels);
  const featureChannels = rng.pick(recipe.featureChannels);
  macs += headChannels * (inChannels * inSide ** 2 + featureChannels) + featureChannels * 1000;
  return { network: { stemChannels, blocks, headChannels, featureChannels }, macs };
}
