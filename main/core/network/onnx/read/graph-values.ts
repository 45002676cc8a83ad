import type { LayerIndex } from '../../network.ts';
import type { StoredTensor } from './tensor.ts';

/** The result of a layer: as it is ([1, C, H, W]) or flattened ([1, C · H · W]). */
export interface ActivationValue {
  readonly kind: 'activation';
  readonly layer: LayerIndex;
  readonly form: 'map' | 'vector';
  /** Whether nothing else reads the layer. */
  readonly exclusive: boolean;
}

/** Zeros around a layer's result that a convolution or pool takes over: top, left, bottom, right. */
export interface PaddedValue {
  readonly kind: 'padded';
  readonly layer: LayerIndex;
  readonly pads: readonly [number, number, number, number];
}

/** A layer's result in the midst of a channel shuffle: [1, groups, C / groups, H, W], or with the two swapped. */
export interface SplitValue {
  readonly kind: 'split';
  readonly layer: LayerIndex;
  readonly groups: number;
  readonly swapped: boolean;
}

/** A stored or computed tensor that does not depend on the input. */
export interface ConstantValue extends Pick<StoredTensor, 'dimensions' | 'elements' | 'values'> {
  readonly kind: 'constant';
  /** Whether it came out of a DequantizeLinear. */
  readonly quantised: boolean;
}

export type GraphValue = ActivationValue | PaddedValue | SplitValue | ConstantValue;
