import type { Network } from '../network/network.ts';
import { defineSpace } from './define-space.ts';
import { fieldNotation } from './field-notation.ts';
import { makeDivisible } from './make-divisible.ts';
import { mobileNetV3Network, type MobileNetV3Block } from './mobilenet-v3-network.ts';
import type { Architecture, Gene, NetworkOptions } from './search-space.ts';

/** Stages of the once-for-all MobileNetV3 supernet (Cai et al. 2020); `channels` at width 1. */
const stages = [
  { channels: 24, stride: 2, activation: 'relu', squeezeExcite: false },
  { channels: 40, stride: 2, activation: 'relu', squeezeExcite: true },
  { channels: 80, stride: 2, activation: 'hard-swish', squeezeExcite: false },
  { channels: 112, stride: 1, activation: 'hard-swish', squeezeExcite: true },
  { channels: 160, stride: 2, activation: 'hard-swish', squeezeExcite: true },
] as const;

const blocksOfStage = 4;
const blockCount = stages.length * blocksOfStage;
const resolutions = Array.from({ length: 25 }, (_, step) => 128 + 4 * step);
const depths = [2, 3, 4];
const kernels = [3, 5, 7];
const expansions = [3, 4, 6];

/** Where each kind of gene starts; blocks are numbered through all stages. */
const depthGene = 1;
const kernelGene = depthGene + stages.length;
const expansionGene = kernelGene + blockCount;

const genes: readonly Gene[] = [
  { name: 'resolution', values: resolutions },
  ...stages.map((_, stage) => ({ name: `depth of stage ${stage + 1}`, values: depths })),
  ...blockGenes('kernel', kernels),
  ...blockGenes('expansion', expansions),
];

const notation = fieldNotation({
  prefix: 'mbv3',
  title: 'MobileNetV3',
  genes,
  fields: [1, stages.length, blockCount, blockCount],
  example: `mbv3:224:2-2-3-4-4:${Array(blockCount).fill(3).join('-')}:${Array(blockCount).fill(6).join('-')}`,
});

/** The MobileNetV3 space of once-for-all, written `mbv3:<resolution>:<5 depths>:<20 kernels>:<20 expansions>`; blocks beyond a stage's depth are not built. */
export const mobileNetV3 = defineSpace({
  id: 'mobilenet-v3',
  title: 'MobileNetV3',
  description:
    'Mobile image classifiers of five stages of two to four inverted residual blocks, as in the once-for-all supernet (Cai et al., ICLR 2020).',
  genes,
  size: resolutions.length * (9 ** 2 + 9 ** 3 + 9 ** 4) ** stages.length,
  variants: [],
  ...notation,
  liveGenes,
  counts: {
    names: [
      'blocks',
      ...kernels.flatMap((kernel) => expansions.map((expansion) => `blocks with kernel ${kernel} and expansion ${expansion}`)),
    ],
    of: countBlocks,
  },
  network,
});

function blockGenes(kind: string, values: readonly number[]): Gene[] {
  return Array.from({ length: blockCount }, (_, block) => ({
    name: `${kind} of stage ${Math.floor(block / blocksOfStage) + 1} block ${(block % blocksOfStage) + 1}`,
    values,
  }));
}

function isBuilt(architecture: Architecture, block: number): boolean {
  return block % blocksOfStage < depths[architecture[depthGene + Math.floor(block / blocksOfStage)]!]!;
}

function liveGenes(architecture: Architecture): boolean[] {
  return architecture.map((_, gene) => gene < kernelGene || isBuilt(architecture, (gene - kernelGene) % blockCount));
}

function countBlocks(architecture: Architecture): Float64Array {
  const counts = new Float64Array(1 + kernels.length * expansions.length);
  for (let block = 0; block < blockCount; block++) {
    if (!isBuilt(architecture, block)) continue;
    const pair = architecture[kernelGene + block]! * expansions.length + architecture[expansionGene + block]!;
    counts[0]!++;
    counts[1 + pair]!++;
  }
  return counts;
}

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
  for (let block = 0; block < blockCount; block++) {
    if (!isBuilt(architecture, block)) continue;
    const index = Math.floor(block / blocksOfStage);
    const { channels, stride, activation, squeezeExcite } = stages[index]!;
    blocks.push({
      stage: `stage ${index + 1}`,
      kernel: kernels[architecture[kernelGene + block]!]!,
      middleChannels: makeDivisible(Math.round(blocks.at(-1)!.outChannels * expansions[architecture[expansionGene + block]!]!)),
      outChannels: scaled(channels),
      squeezeExcite,
      activation,
      stride: block % blocksOfStage === 0 ? stride : 1,
    });
  }
  return mobileNetV3Network({
    name: notation.print(architecture),
    resolution: options.resolution ?? resolutions[architecture[0]!]!,
    stemChannels: scaled(16),
    blocks,
    headChannels: scaled(960),
    featureChannels: scaled(1280),
    featureBias: false,
    classes: options.classes ?? 1000,
  });
}
