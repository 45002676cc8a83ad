import { assertNever } from '../assert-never.ts';
import type { LayerRow } from '../network/layer-features.ts';

/** What runs by code of its own: layers of one kind are alike but for their sizes. */
export const layerKinds = ['convolution', 'pointwise', 'fully connected', 'depthwise', 'add', 'activation', 'pool'] as const;
export type LayerKind = (typeof layerKinds)[number];

/** Kinds that multiply by weights. */
export const weightedKinds = ['convolution', 'pointwise', 'fully connected', 'depthwise'] as const satisfies readonly LayerKind[];

export function layerKind({ operator, inSide, outSide, kernel }: LayerRow): LayerKind {
  switch (operator) {
    case 'conv':
      if (inSide === 1 && outSide === 1) return 'fully connected';
      return kernel === 1 ? 'pointwise' : 'convolution';
    case 'dwconv':
      return 'depthwise';
    case 'add':
      return 'add';
    case 'relu':
      return 'activation';
    case 'pool':
      return 'pool';
    default:
      return assertNever(operator);
  }
}

/** Values that a layer reads and writes, weights apart. */
export function layerInputs({ inSide, inChannels }: LayerRow): number {
  return inSide * inSide * inChannels;
}

export function layerOutputs({ outSide, outChannels }: LayerRow): number {
  return outSide * outSide * outChannels;
}

/** Weights of a convolution, whatever its groups; other layers have none. */
export function layerWeights({ operator, outSide, macs }: LayerRow): number {
  return operator === 'conv' || operator === 'dwconv' ? macs / Math.max(1, outSide * outSide) : 0;
}
