import type { Network } from '../network/network.ts';
import { mobileNetwork, type MobileBlock } from './mobile-network.ts';

/** Operators of a block (Cai et al. 2019): kernel and expansion of an inverted residual, or none, so that only the shortcut remains. */
export const proxylessOperators = ['k3e3', 'k3e6', 'k5e3', 'k5e6', 'k7e3', 'k7e6', 'zero'] as const;
export type ProxylessOperator = (typeof proxylessOperators)[number];

/** Blocks a stage, and stride of the first of them. */
export const proxylessStages = [
  { blocks: 4, stride: 2 },
  { blocks: 4, stride: 2 },
  { blocks: 4, stride: 2 },
  { blocks: 4, stride: 1 },
  { blocks: 4, stride: 2 },
  { blocks: 1, stride: 1 },
] as const;

export interface ProxylessChannels {
  readonly stem: number;
  readonly first: number;
  /** One a stage. */
  readonly stages: readonly number[];
  readonly head: number;
}

export interface ProxylessNetwork {
  readonly name: string;
  /** One a block, in order; the first block of a stage cannot be `zero`. */
  readonly operators: readonly ProxylessOperator[];
  readonly channels: ProxylessChannels;
  /** Side of the square input in pixels. */
  readonly resolution: number;
  readonly classes: number;
}

/** A network of ProxylessNAS: a fixed first block, then 21 blocks in six stages. */
export function proxylessNetwork({ name, operators, channels, resolution, classes }: ProxylessNetwork): Network {
  const first = { kernel: 3, middleChannels: channels.stem, outChannels: channels.first, stride: 1 };
  const blocks: MobileBlock[] = [{ stage: 'first block', kind: 'inverted-residual', parts: first }];
  let inChannels = channels.first;
  let block = 0;
  proxylessStages.forEach((stage, index) => {
    const outChannels = channels.stages[index]!;
    for (let position = 0; position < stage.blocks; position++) {
      const operator = operators[block++]!;
      if (operator === 'zero') continue;
      const [kernel, expansion] = [Number(operator[1]), Number(operator[3])] as const;
      const parts = { kernel, middleChannels: inChannels * expansion, outChannels, stride: position === 0 ? stage.stride : 1 };
      blocks.push({ stage: `stage ${index + 1}`, kind: 'inverted-residual', parts });
      inChannels = outChannels;
    }
  });
  const stem = { channels: channels.stem, stride: 2 };
  return mobileNetwork({ name, resolution, stem, activation: 'relu6', blocks, headChannels: channels.head, classes });
}
