import { assertNever } from '../../assert-never.ts';
import type { ActivationKind, Layer } from '../network.ts';

/** Interval that int8 networks map to 0 … 255; values beyond it saturate. */
export interface ActivationRange {
  readonly low: number;
  readonly high: number;
}

/** Fixed interval of a layer's result, given that of its first input: enough for latency, where no data calibrates it. */
export function activationRange(layer: Layer, input: ActivationRange | undefined): ActivationRange {
  switch (layer.kind) {
    case 'input':
      return { low: -1, high: 1 };
    case 'convolution':
    case 'fully-connected':
    case 'batch-norm':
      return { low: -6, high: 6 };
    case 'add':
      return { low: -8, high: 8 };
    case 'activation':
      return rangeOfActivation(layer.activation);
    case 'average-pool':
    case 'max-pool':
    case 'global-average-pool':
    case 'multiply':
    case 'shuffle':
    case 'zero':
      return input!;
    default:
      return assertNever(layer);
  }
}

function rangeOfActivation(activation: ActivationKind): ActivationRange {
  switch (activation) {
    case 'relu':
    case 'relu6':
      return { low: 0, high: 6 };
    case 'hard-swish':
    case 'swish':
      return { low: -0.375, high: 6 };
    case 'hard-sigmoid':
    case 'sigmoid':
      return { low: 0, high: 1 };
    default:
      return assertNever(activation);
  }
}
