import type { Matrix } from '../core/linalg/matrix.ts';
import { heldOutFactor } from '../core/predictors/held-out-factor.ts';
import { fitRidge } from '../core/predictors/ridge.ts';
import { createRng } from '../core/rng.ts';
import type { Architecture, SearchSpace } from '../core/spaces/search-space.ts';
import { invalidInput } from '../core/lab-error.ts';
import type { Store } from '../store/open-store.ts';
import type { StoredTable } from '../store/stored-table.ts';
import { encodeArchitectures, encodeNames } from './encode-architectures.ts';
import { predictedFactor, storedModel, type UsableModel } from './stored-model.ts';
import { type ColumnValues, filledCells, requireQuantity } from './table-column.ts';

/** Latencies in ms, or energies in mJ, of one device: what was measured on it, and a prediction for all else. */
export interface DeviceSource {
  readonly table: string | null;
  readonly target: string;
  readonly modelId: string | null;
  of(architectures: readonly Architecture[]): { readonly values: Float64Array; readonly measured: readonly boolean[] };
  /**
   * The factor within which 90 of 100 measurements lie of what is predicted for an architecture: those held out from a column's model, or by
   * a kept model's own spread. null: unknown, as for a model without spread.
   */
  within(architecture: Architecture): number | null;
}

export type DeviceChoice = { readonly modelId: string } | { readonly table: string; readonly target: string };

/** A predicted value is never taken below this share of the smallest one measured: a linear model may fall to zero and below. */
const smallestShare = 0.5;
/** Of a large table so many cells tell how far predictions are off. */
const checkedAgainst = 5000;

/** The values that a search works with. A table's column is completed by a ridge model fitted to it. */
export function deviceSource(
  store: Pick<Store, 'models' | 'tables'>,
  space: SearchSpace,
  choice: DeviceChoice,
  quantity: 'latency' | 'energy',
): DeviceSource {
  if ('modelId' in choice) {
    const model = storedModel(store.models, choice.modelId);
    const { summary, space: modelSpace, encoding, variant, predictor } = model;
    if (modelSpace.id !== space.id)
      throw invalidInput(`Model “${summary.name}” is for ${modelSpace.title}, not for ${space.title}.`, 'Choose a model of this space.');
    if (summary.objective !== quantity)
      throw invalidInput(`Model “${summary.name}” predicts ${summary.objective}, not ${quantity}.`, `Choose a model of ${quantity}.`);
    const table = store.tables.list().some((one) => one.name === summary.table) ? store.tables.get(summary.table) : null;
    const measured = table && hasColumn(table, summary.target) ? measuredValues(space, table, summary.target) : new Map<string, number>();
    return {
      ...source(space, { encoding, variant, fit: () => predictor }, measured),
      table: table?.name ?? null,
      target: summary.target,
      modelId: summary.id,
      within: (architecture) => predictedFactor(model, architecture),
    };
  }
  const table = store.tables.get(choice.table);
  requireQuantity(table, quantity);
  if (table.spaceId !== space.id)
    throw invalidInput(`Table “${table.name}” holds architectures of ${table.spaceId}.`, `Choose a table of ${space.title}.`);
  const cells = filledCells(table, choice.target);
  const fit = (x: Matrix, y: Float64Array) => fitRidge(x, y, { featureNames: space.dimensions('live'), lambda: 'leave-one-out' });
  const fitAll = () => fit(encodeNames(space, cells.names, 'live'), cells.values);
  const measured = measuredValues(space, table, choice.target);
  const checked = (): number | null => {
    const { names, values } = thinnedCells(cells, checkedAgainst);
    const architectures = names.map((name) => space.parse(name));
    const groups = architectures.map((architecture) => space.networkKey(architecture));
    const floor = smallestShare * Math.min(...values);
    return heldOutFactor(encodeArchitectures(space, architectures, 'live'), values, groups, fit, {
      coverage: 0.9,
      floor,
      rng: createRng(0),
    });
  };
  let heldOut: number | null | undefined;
  return {
    ...source(space, { encoding: 'live', variant: null, fit: fitAll }, measured),
    table: table.name,
    target: choice.target,
    modelId: null,
    within: () => (heldOut === undefined ? (heldOut = checked()) : heldOut),
  };
}

/** At most so many of them, evenly. */
function thinnedCells({ names, values }: ColumnValues, most: number): ColumnValues {
  const step = Math.max(1, Math.ceil(names.length / most));
  return { names: names.filter((_, i) => i % step === 0), values: values.filter((_, i) => i % step === 0) };
}

function hasColumn(table: StoredTable, name: string): boolean {
  return table.columns.some((column) => column.name === name);
}

/** Measured values by network: architectures that are built into the same network share them (their mean). */
function measuredValues(space: SearchSpace, table: StoredTable, column: string): ReadonlyMap<string, number> {
  const sums = new Map<string, { total: number; count: number }>();
  const cells = filledCells(table, column);
  cells.names.forEach((name, i) => {
    const key = space.networkKey(space.parse(name));
    const sum = sums.get(key) ?? { total: 0, count: 0 };
    sums.set(key, { total: sum.total + cells.values[i]!, count: sum.count + 1 });
  });
  return new Map([...sums].map(([key, { total, count }]) => [key, total / count]));
}

/** `fit`: called at the first architecture that is not measured. */
function source(
  space: SearchSpace,
  { encoding, variant, fit }: Pick<UsableModel, 'encoding' | 'variant'> & { readonly fit: () => UsableModel['predictor'] },
  measuredByKey: ReadonlyMap<string, number>,
): Pick<DeviceSource, 'of'> {
  let predictor: UsableModel['predictor'] | undefined;
  const predict = (architectures: readonly Architecture[]): Float64Array => {
    if (architectures.length === 0) return new Float64Array();
    predictor ??= fit();
    return predictor.predict(encodeArchitectures(space, architectures, encoding, variant)).mean;
  };
  const floor = smallestShare * Math.min(...measuredByKey.values(), Number.MAX_VALUE);
  return {
    of(architectures) {
      const known = architectures.map((architecture) => measuredByKey.get(space.networkKey(architecture)));
      const measured = known.map((value) => value !== undefined);
      const predicted = predict(architectures.filter((_, i) => !measured[i]));
      let next = 0;
      const values = Float64Array.from(
        known,
        (value) => value ?? Math.max(predicted[next++]!, measuredByKey.size > 0 ? floor : Number.MIN_VALUE),
      );
      return { values, measured };
    },
  };
}
