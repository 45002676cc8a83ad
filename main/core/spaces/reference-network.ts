import type { Network } from '../network/network.ts';

export interface ReferenceOptions {
  /** Side of the square input in pixels. */
  readonly resolution: number;
  readonly width: number;
  readonly classes: number;
  readonly variant: string | undefined;
}

/** A published network outside the search spaces, built from the same blocks. */
export interface ReferenceNetwork {
  readonly name: string;
  /** Whether it is published at several widths; others refuse any but 1. */
  readonly hasWidths: boolean;
  /** Named forms, the default first. */
  readonly variants: readonly string[];
  build(options: ReferenceOptions): Network;
}
