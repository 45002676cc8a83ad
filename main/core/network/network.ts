/** Channels × height × width of one activation (batch 1). Vectors have height = width = 1. */
export interface Shape {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** Index of a layer in `Network.layers`. */
export type LayerIndex = number;

interface LayerBase {
  readonly name: string;
  /** Part of the network it belongs to, for reports: `stem`, `stage 2`, `head`, … */
  readonly stage: string;
  readonly inputs: readonly LayerIndex[];
}

/** Convolution, grouped or depthwise; batch normalisation that follows is folded into it. Padding is symmetric. */
export interface ConvolutionLayer extends LayerBase {
  readonly kind: 'convolution';
  readonly outChannels: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly groups: number;
  readonly bias: boolean;
  /** Followed by batch normalisation: counts 2 parameters a channel (scale, shift). */
  readonly batchNorm: boolean;
}

export interface FullyConnectedLayer extends LayerBase {
  readonly kind: 'fully-connected';
  readonly outChannels: number;
  readonly bias: boolean;
}

export type ActivationKind = 'relu' | 'relu6' | 'hard-swish' | 'hard-sigmoid' | 'sigmoid' | 'swish';

export interface ActivationLayer extends LayerBase {
  readonly kind: 'activation';
  readonly activation: ActivationKind;
}

/** Batch normalisation that no convolution can absorb (it follows an Add). */
export interface BatchNormLayer extends LayerBase {
  readonly kind: 'batch-norm';
}

export interface PoolLayer extends LayerBase {
  readonly kind: 'average-pool' | 'max-pool';
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

export interface GlobalAveragePoolLayer extends LayerBase {
  readonly kind: 'global-average-pool';
}

/** Element-wise sum (`add`) or product (`multiply`; a [C,1,1] input scales channels). */
export interface MergeLayer extends LayerBase {
  readonly kind: 'add' | 'multiply';
}

/** Channel shuffle in `groups` groups. */
export interface ShuffleLayer extends LayerBase {
  readonly kind: 'shuffle';
  readonly groups: number;
}

/** A constant zero activation of the input's shape (a cell without any path). */
export interface ZeroLayer extends LayerBase {
  readonly kind: 'zero';
}

export interface InputLayer extends LayerBase {
  readonly kind: 'input';
  readonly shape: Shape;
}

export type Layer =
  | InputLayer
  | ConvolutionLayer
  | FullyConnectedLayer
  | ActivationLayer
  | BatchNormLayer
  | PoolLayer
  | GlobalAveragePoolLayer
  | MergeLayer
  | ShuffleLayer
  | ZeroLayer;

/** A feed-forward network: layers in execution order; layer 0 is the input, the last layer the output. */
export interface Network {
  readonly name: string;
  readonly layers: readonly Layer[];
}
