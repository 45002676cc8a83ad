import { mobileNetV3Network, type MobileNetV3Block } from './mobilenet-v3-network.ts';
import type { ReferenceNetwork } from './reference-network.ts';

/** Stage; kernel, middle and output channels, squeeze-excite, activation, stride (Howard et al. 2019, tables 1 and 2). */
type Row = readonly [stage: number, number, number, number, boolean, 'relu' | 'hard-swish', number];

const large: readonly Row[] = [
  [1, 3, 16, 16, false, 'relu', 1],
  [2, 3, 64, 24, false, 'relu', 2],
  [2, 3, 72, 24, false, 'relu', 1],
  [3, 5, 72, 40, true, 'relu', 2],
  [3, 5, 120, 40, true, 'relu', 1],
  [3, 5, 120, 40, true, 'relu', 1],
  [4, 3, 240, 80, false, 'hard-swish', 2],
  [4, 3, 200, 80, false, 'hard-swish', 1],
  [4, 3, 184, 80, false, 'hard-swish', 1],
  [4, 3, 184, 80, false, 'hard-swish', 1],
  [5, 3, 480, 112, true, 'hard-swish', 1],
  [5, 3, 672, 112, true, 'hard-swish', 1],
  [6, 5, 672, 160, true, 'hard-swish', 2],
  [6, 5, 960, 160, true, 'hard-swish', 1],
  [6, 5, 960, 160, true, 'hard-swish', 1],
];

const small: readonly Row[] = [
  [1, 3, 16, 16, true, 'relu', 2],
  [2, 3, 72, 24, false, 'relu', 2],
  [2, 3, 88, 24, false, 'relu', 1],
  [3, 5, 96, 40, true, 'hard-swish', 2],
  [3, 5, 240, 40, true, 'hard-swish', 1],
  [3, 5, 240, 40, true, 'hard-swish', 1],
  [4, 5, 120, 48, true, 'hard-swish', 1],
  [4, 5, 144, 48, true, 'hard-swish', 1],
  [5, 5, 288, 96, true, 'hard-swish', 2],
  [5, 5, 576, 96, true, 'hard-swish', 1],
  [5, 5, 576, 96, true, 'hard-swish', 1],
];

/** MobileNetV3-Large and -Small as published: no members of the search space, for their expansions are not whole. */
export const mobileNetV3References: readonly ReferenceNetwork[] = [
  reference('MobileNetV3-Large', large, { headChannels: 960, featureChannels: 1280 }),
  reference('MobileNetV3-Small', small, { headChannels: 576, featureChannels: 1024 }),
];

function reference(
  name: string,
  rows: readonly Row[],
  head: { readonly headChannels: number; readonly featureChannels: number },
): ReferenceNetwork {
  const blocks = rows.map(([stage, kernel, middleChannels, outChannels, squeezeExcite, activation, stride]): MobileNetV3Block => {
    return { stage: `stage ${stage}`, kernel, middleChannels, outChannels, squeezeExcite, activation, stride };
  });
  return {
    name,
    hasWidths: false,
    variants: [],
    build: ({ resolution, classes }) =>
      mobileNetV3Network({ name, resolution, stemChannels: 16, blocks, ...head, featureBias: true, classes }),
  };
}
