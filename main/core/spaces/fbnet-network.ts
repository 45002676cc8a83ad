import type { Network } from '../network/network.ts';
import type { InvertedResidual } from './inverted-residual.ts';
import { makeDivisible } from './make-divisible.ts';
import { mobileNetwork, type MobileBlock } from './mobile-network.ts';

type BlockForm = Pick<InvertedResidual, 'kernel' | 'groups'> & { readonly expansion: number };

/** Operators of a layer in the order of their digits (Wu et al. 2019; HW-NAS-Bench): kernel, expansion, groups of the 1×1 convolutions. */
const blockForms = {
  k3_e1: { kernel: 3, expansion: 1 },
  k3_e1_g2: { kernel: 3, expansion: 1, groups: 2 },
  k3_e3: { kernel: 3, expansion: 3 },
  k3_e6: { kernel: 3, expansion: 6 },
  k5_e1: { kernel: 5, expansion: 1 },
  k5_e1_g2: { kernel: 5, expansion: 1, groups: 2 },
  k5_e3: { kernel: 5, expansion: 3 },
  k5_e6: { kernel: 5, expansion: 6 },
} as const satisfies Record<string, BlockForm>;

export type FbnetOperator = keyof typeof blockForms | 'skip';
export const fbnetOperators: readonly FbnetOperator[] = [...(Object.keys(blockForms) as (keyof typeof blockForms)[]), 'skip'];

/** Layers a stage, and their channels at width 1. */
export const fbnetStages = [
  { layers: 1, channels: 16 },
  { layers: 4, channels: 24 },
  { layers: 4, channels: 32 },
  { layers: 4, channels: 64 },
  { layers: 4, channels: 112 },
  { layers: 4, channels: 184 },
  { layers: 1, channels: 352 },
] as const;

/** What ImageNet and CIFAR networks differ in. `strides`: of the first layer of each stage. */
export const fbnetForms = {
  imagenet: { resolution: 224, classes: 1000, stemStride: 2, strides: [1, 2, 2, 2, 1, 2, 1], headChannels: 1984 },
  cifar: { resolution: 32, classes: 100, stemStride: 1, strides: [1, 1, 2, 2, 1, 2, 1], headChannels: 1504 },
} as const;

export interface FbnetNetwork {
  readonly name: string;
  /** One a layer, in order. */
  readonly operators: readonly FbnetOperator[];
  readonly form: keyof typeof fbnetForms;
  /** Whether blocks of expansion 1 keep their first 1×1 convolution, as in HW-NAS-Bench and timm; Facebook's mobile-vision drops it. */
  readonly keepsFirstConvolution: boolean;
  /** Default: the form's. */
  readonly headChannels?: number;
  readonly resolution?: number | undefined;
  readonly classes?: number | undefined;
  readonly width?: number | undefined;
}

/** A network of FBNet. `skip` is nothing where shapes allow it, else a 1×1 convolution. */
export function fbnetNetwork(network: FbnetNetwork): Network {
  const { operators, keepsFirstConvolution, width = 1 } = network;
  const form = fbnetForms[network.form];
  const scaled = (channels: number): number => makeDivisible(channels * width);
  const blocks: MobileBlock[] = [];
  let inChannels = scaled(16);
  let layer = 0;
  fbnetStages.forEach(({ layers, channels }, index) => {
    const stage = `stage ${index + 1}`;
    const outChannels = scaled(channels);
    for (let position = 0; position < layers; position++) {
      const operator = operators[layer++]!;
      const stride = position === 0 ? form.strides[index]! : 1;
      if (operator === 'skip') {
        if (stride > 1 || inChannels !== outChannels) blocks.push({ stage, kind: 'convolution', outChannels, stride });
      } else {
        const { expansion, ...parts } = blockForms[operator];
        const expand = keepsFirstConvolution || expansion > 1;
        const middleChannels = inChannels * expansion;
        blocks.push({ stage, kind: 'inverted-residual', parts: { ...parts, middleChannels, outChannels, stride, expand } });
      }
      inChannels = outChannels;
    }
  });
  return mobileNetwork({
    name: network.name,
    resolution: network.resolution ?? form.resolution,
    stem: { channels: scaled(16), stride: form.stemStride },
    activation: 'relu',
    blocks,
    headChannels: scaled(network.headChannels ?? form.headChannels),
    classes: network.classes ?? form.classes,
  });
}
