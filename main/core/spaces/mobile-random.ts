import { invalidInput } from '../lab-error.ts';
import { NetworkBuilder } from '../network/network-builder.ts';
import type { Network } from '../network/network.ts';
import { defineSpace } from './define-space.ts';
import { invertedResidual } from './inverted-residual.ts';
import { drawMobileRandom, mobileRandomSizes, type RandomNetwork } from './mobile-random-draw.ts';
import type { Architecture, NetworkOptions } from './search-space.ts';

/** Seeds have at most that many digits; each is a gene, the most significant first. */
const seedDigits = 9;
const digits = Array.from({ length: 10 }, (_, digit) => digit);
const example = 'random:17:large';

const kernels = [3, 5, 7];
const expansions = [3, 6];
const countNames = [
  'blocks',
  ...kernels.flatMap((kernel) => expansions.map((expansion) => `blocks with kernel ${kernel} and expansion ${expansion}`)),
  'shortcuts',
  'million MACs of 1×1 convolutions in blocks',
  ...kernels.map((kernel) => `million MACs of ${kernel}×${kernel} depthwise convolutions`),
  'head channels',
  'feature channels',
];

/**
 * The random networks of the cost-model paper (Ganesan et al. 2020, mobileOptGen), written `random:<seed>:<size>`: the seed, 0 … 999,999,999, and
 * the size (small, large, giant) determine the network, which has 40 to 400 million MACs. For signature sets rather than for search: genes are
 * the size and the seed's digits, so that neighbours have nothing in common, and the `live` encoding holds counts of what was drawn and no genes.
 */
export const mobileRandom = defineSpace({
  id: 'mobile-random',
  title: 'Random mobile networks',
  description:
    'Inverted residual networks whose depths, channels, kernels and expansions are drawn at random (Ganesan et al., IISWC 2020); made for signature sets.',
  genes: [
    { name: 'size', values: mobileRandomSizes, kind: 'size', parts: [] },
    ...Array.from({ length: seedDigits }, (_, place) => ({ name: `seed digit ${place + 1}`, values: digits, kind: 'digit', parts: [] })),
  ],
  variants: [],
  genesDescribe: false,
  parse,
  print: (architecture) => `random:${seedOf(architecture)}:${mobileRandomSizes[architecture[0]!]}`,
  counts: { names: countNames, of: (architecture) => countsOf(drawn(architecture)) },
  network,
});

function seedOf(architecture: Architecture): number {
  return architecture.slice(1).reduce((seed, digit) => 10 * seed + digit, 0);
}

function drawn(architecture: Architecture): RandomNetwork {
  return drawMobileRandom(seedOf(architecture), mobileRandomSizes[architecture[0]!]!);
}

function parse(name: string): Architecture {
  const refuse = (problem: string): never => {
    throw invalidInput(`This is not a random mobile network: ${problem}.`, `Write it like ${example}`, name);
  };
  const [prefix, seed = '', size, ...rest] = name.trim().split(':');
  if (prefix !== 'random') refuse('it does not start with “random:”');
  if (size === undefined || rest.length > 0) refuse('it does not have the two fields seed and size after “random”');
  if (!/^(0|[1-9]\d{0,8})$/.test(seed)) refuse(`the seed is “${seed}”, allowed are 0 to ${10 ** seedDigits - 1}`);
  const index = mobileRandomSizes.findIndex((known) => known === size);
  if (index < 0) refuse(`the size is “${size}”, allowed are ${mobileRandomSizes.join(', ')}`);
  return [index, ...Array.from(seed.padStart(seedDigits, '0'), Number)];
}

function countsOf({ stemChannels, blocks, headChannels, featureChannels }: RandomNetwork): Float64Array {
  const counts = new Float64Array(countNames.length);
  const shortcuts = 1 + kernels.length * expansions.length;
  let inChannels = stemChannels;
  for (const block of blocks) {
    const kernel = kernels.indexOf(block.kernel);
    counts[0]!++;
    if (block.expansion > 1) counts[1 + kernel * expansions.length + expansions.indexOf(block.expansion)]!++;
    if (block.stride === 1 && inChannels === block.outChannels) counts[shortcuts]!++;
    counts[shortcuts + 1]! += block.pointwiseMacs / 1e6;
    counts[shortcuts + 2 + kernel]! += block.depthwiseMacs / 1e6;
    inChannels = block.outChannels;
  }
  counts.set([headChannels, featureChannels], countNames.length - 2);
  return counts;
}

/** Nowhere batch normalisation, ReLU inside blocks only. */
function network(architecture: Architecture, options: NetworkOptions): Network {
  const { stemChannels, blocks, headChannels, featureChannels } = drawn(architecture);
  const resolution = options.resolution ?? 224;
  const builder = new NetworkBuilder(mobileRandom.print(architecture), { channels: 3, height: resolution, width: resolution });
  const plain = { batchNorm: false, bias: true };
  let x = builder.stage('stem').convolution(builder.input, { ...plain, outChannels: stemChannels, kernel: 3, stride: 2 });
  const blocksOfGroup = new Map<number, number>();
  for (const { group, kernel, middleChannels, outChannels, stride } of blocks) {
    const number = (blocksOfGroup.get(group) ?? 0) + 1;
    blocksOfGroup.set(group, number);
    builder.stage(group === 0 ? 'first block' : `stage ${group}`, `block ${number}`);
    const form = { expand: true, batchNorm: false, activation: 'relu' } as const;
    x = invertedResidual(builder, x, { ...form, kernel, middleChannels, outChannels, stride });
  }
  builder.stage('head');
  x = builder.convolution(x, { ...plain, outChannels: headChannels, kernel: 1 });
  const { height } = builder.shape(x);
  x = builder.convolution(builder.pool(x, 'max-pool', height, height, 0), {
    ...plain,
    name: 'features',
    outChannels: featureChannels,
    kernel: 1,
  });
  builder.convolution(x, { ...plain, name: 'classifier', outChannels: options.classes ?? 1000, kernel: 1 });
  return builder.build();
}
