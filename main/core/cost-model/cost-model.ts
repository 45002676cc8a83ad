import type { LayerRow } from '../network/layer-features.ts';

/** A network as a cost model sees it. */
export interface LayeredNetwork {
  readonly id: string;
  /** In execution order, at least one. */
  readonly layers: readonly LayerRow[];
}

/** What a cost model is fitted to. */
export interface CostModelTraining {
  /** The known networks, no id twice. */
  readonly networks: readonly LayeredNetwork[];
  /** [devices][networks], ms; NaN: not measured. */
  readonly latencyMs: readonly ArrayLike<number>[];
  /** The signature set: indices of networks that are measured on every device that is to be predicted. */
  readonly signature: readonly number[];
}

export interface LatencyInterval {
  readonly lowMs: Float64Array;
  readonly highMs: Float64Array;
}

/** What a model says of a device. */
export interface LatencyPrediction {
  /** [networks] */
  readonly latencyMs: Float64Array;
  /** Between which 90 % of measurements are expected, where the model can tell. */
  readonly interval?: LatencyInterval;
}

export const costModelKinds = ['gaussian', 'log-ratio', 'boosting', 'scalar'] as const;
export type CostModelKind = (typeof costModelKinds)[number];

/** A fitted model of latency on devices of which nothing is known but the latencies of the signature set (Ganesan et al., IISWC 2020). */
export interface CostModel {
  readonly kind: CostModelKind;
  /** Ids of the signature networks, in the order of their latencies. */
  readonly signature: readonly string[];
  /** What the model is told of a network, beside its id. */
  readonly featureNames: readonly string[];
  /**
   * Latencies of any networks, known or not, on devices; one prediction a device. `signaturesMs`: [devices][signature], NaN where not measured.
   * `invalid-input`: nothing of a device's signature is measured, a value is not positive, a network has no layers.
   */
  predict(signaturesMs: readonly ArrayLike<number>[], networks: readonly LayeredNetwork[]): LatencyPrediction[];
  /** Versioned plain data from which `loadCostModel` makes the same model again. */
  toJSON(): CostModelJson;
}

export interface CostModelJson {
  readonly kind: CostModelKind;
  readonly version: number;
  readonly [field: string]: unknown;
}
