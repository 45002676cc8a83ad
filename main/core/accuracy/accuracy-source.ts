import type { Architecture, SearchSpace } from '../spaces/search-space.ts';

/** How good an architecture is, and how that is known. No source may pass for measured accuracy when it is not. */
export interface AccuracySource {
  readonly kind: 'table' | 'macs' | 'published' | 'onnx' | 'training-free';
  /** Axis title with unit, for example `CIFAR-10 test accuracy, %` or `MACs, M (stand-in for capacity)`. */
  readonly axisTitle: string;
  /** One plain sentence on what the numbers are and how far they can be trusted. */
  readonly statement: string;
  /** True only where the numbers are accuracies of trained networks. */
  readonly measured: boolean;
  /** Whether each architecture takes a noticeable time, so that a search should look at few. */
  readonly isSlow?: boolean;
  /** [n] scores, larger is better; NaN where the source knows nothing of an architecture. Throws `NotScoredYet` where `prepare` has to come first. */
  score(space: SearchSpace, architectures: readonly Architecture[]): Float64Array;
  /** Of sources whose scores take their time: works them out ahead, so that `score` knows them. */
  prepare?(space: SearchSpace, architectures: readonly Architecture[], preparation: Preparation): Promise<void>;
}

export interface Preparation {
  /** Hears how many are done. */
  report(done: number, total: number): void;
  /** Throws `cancelled` where nobody waits any longer. */
  throwIfCancelled(): void;
}

/** These architectures have to be prepared before they can be scored. */
export class NotScoredYet extends Error {
  readonly architectures: readonly Architecture[];

  constructor(architectures: readonly Architecture[]) {
    super(`${architectures.length} architectures are not scored yet`);
    this.architectures = architectures;
  }
}
