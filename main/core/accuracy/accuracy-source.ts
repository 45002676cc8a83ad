import type { Architecture, SearchSpace } from '../spaces/search-space.ts';

/** How good an architecture is, and how that is known. No source may pass for measured accuracy when it is not. */
export interface AccuracySource {
  readonly kind: 'table' | 'macs' | 'published';
  /** Axis title with unit, for example `CIFAR-10 test accuracy, %` or `MACs, M (stand-in for capacity)`. */
  readonly axisTitle: string;
  /** One plain sentence on what the numbers are and how far they can be trusted. */
  readonly statement: string;
  /** True only where the numbers are accuracies of trained networks. */
  readonly measured: boolean;
  /** [n] scores, larger is better; NaN where the source knows nothing of an architecture. */
  score(space: SearchSpace, architectures: readonly Architecture[]): Float64Array;
}
