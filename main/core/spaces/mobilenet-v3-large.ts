import type { Network } from '../network/network.ts';
import { mobileNetV3Network, type MobileNetV3Block } from './mobilenet-v3-network.ts';

/** Stage; kernel, middle and output channels, squeeze-excite, activation, stride (Howard et al. 2019, table 1). */
const rows: readonly (readonly [string, number, number, number, boolean, 'relu' | 'hard-swish', number])[] = [
  ['stage 1', 3, 16, 16, false, 'relu', 1],
  ['stage 2', 3, 64, 24, false, 'relu', 2],
  ['stage 2', 3, 72, 24, false, 'relu', 1],
  ['stage 3', 5, 72, 40, true, 'relu', 2],
  ['stage 3', 5, 120, 40, true, 'relu', 1],
  ['stage 3', 5, 120, 40, true, 'relu', 1],
  ['stage 4', 3, 240, 80, false, 'hard-swish', 2],
  ['stage 4', 3, 200, 80, false, 'hard-swish', 1],
  ['stage 4', 3, 184, 80, false, 'hard-swish', 1],
  ['stage 4', 3, 184, 80, false, 'hard-swish', 1],
  ['stage 5', 3, 480, 112, true, 'hard-swish', 1],
  ['stage 5', 3, 672, 112, true, 'hard-swish', 1],
  ['stage 6', 5, 672, 160, true, 'hard-swish', 2],
  ['stage 6', 5, 960, 160, true, 'hard-swish', 1],
  ['stage 6', 5, 960, 160, true, 'hard-swish', 1],
];

/** MobileNetV3-Large as published: a reference, not a member of the search space (its expansions are not whole). `resolution`: pixels. */
export function mobileNetV3Large(resolution = 224, classes = 1000): Network {
  const blocks = rows.map(([stage, kernel, middleChannels, outChannels, squeezeExcite, activation, stride]): MobileNetV3Block => ({
    stage,
    kernel,
    middleChannels,
    outChannels,
    squeezeExcite,
    activation,
    stride,
  }));
  const head = { headChannels: 960, featureChannels: 1280, featureBias: true };
  return mobileNetV3Network({ name: 'MobileNetV3-Large', resolution, stemChannels: 16, blocks, ...head, classes });
}
