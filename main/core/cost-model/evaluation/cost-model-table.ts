import type { LayeredNetwork } from '../cost-model.ts';

/** What a cost model is evaluated on. */
export interface CostModelTable {
  readonly devices: readonly string[];
  /** Networks with layers; others are not scored, nor part of a signature set. */
  readonly networks: readonly LayeredNetwork[];
  /** [devices][networks], ms; NaN: not measured. */
  readonly latencyMs: readonly Float64Array[];
  /** [devices] Devices of one group, such as phones of one model, are never on both sides of a split. */
  readonly groups: readonly string[];
}
