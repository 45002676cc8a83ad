import type { ArchitectureName, SpaceId } from '../core/brand.ts';
import type { LayeredNetwork } from '../core/cost-model/cost-model.ts';
import type { MeasurementConditions } from '../core/measurement/measurement.ts';

export type Quantity = 'latency' | 'energy' | 'accuracy';

export interface TableColumn {
  readonly name: string;
  /** Number of architectures that have a value. */
  readonly measured: number;
  readonly origin: 'imported' | 'measured';
  /** What the values were measured under; null where they were imported. */
  readonly conditions: MeasurementConditions | null;
}

export interface TableSummary {
  readonly name: string;
  readonly spaceId: SpaceId;
  readonly quantity: Quantity;
  /** Unit of every value: `ms` for latencies, `mJ` for energies, `%` for accuracies. */
  readonly unit: string;
  readonly source: string;
  readonly architectures: number;
  readonly columns: readonly TableColumn[];
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
}

export interface StoredTable extends TableSummary {
  /** Changes whenever a value, row or column does; never used twice, not by another table either. */
  readonly version: string;
  readonly names: readonly ArchitectureName[];
  /** [columns][architectures]; null: not measured. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** Imported values. */
export interface TableContent {
  readonly columns: readonly string[];
  /** The architectures, none of them twice. */
  readonly names: Iterable<ArchitectureName>;
  /** [columns][architectures]; NaN: not measured. */
  readonly values: readonly Float64Array[];
}

export interface NewTable extends TableContent {
  readonly name: string;
  readonly spaceId: SpaceId;
  readonly quantity: Quantity;
  readonly unit: string;
  readonly source: string;
  readonly createdAtMs: number;
  /** Layers of its networks, where neither a space nor a file tells them. */
  readonly layers?: readonly LayeredNetwork[];
}
