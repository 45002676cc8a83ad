import { invalidInput } from '../core/lab-error.ts';
import type { TrainablePredictor } from '../core/predictors/fit-predictor.ts';
import { type TrainedPredictor, trainPredictor } from '../core/predictors/train-predictor.ts';
import { createRng } from '../core/rng.ts';
import type { EncodingForm, SearchSpace } from '../core/spaces/search-space.ts';
import type { StoredTable } from '../store/stored-table.ts';
import { encodeArchitectures } from './encode-architectures.ts';
import { filledCells } from './table-column.ts';

export interface TrainRequest {
  readonly device: string;
  readonly predictor: TrainablePredictor;
  readonly seed: number;
}

/** The form that predictors of a table's values are fitted on. */
export const trainingEncoding: EncodingForm = 'live';

/** Fits a predictor to all filled cells of a column, whatever its quantity. Yields the share that is done. */
export function* trainOnTable(
  space: SearchSpace,
  table: StoredTable,
  { device, predictor, seed }: TrainRequest,
): Generator<number, TrainedPredictor & { readonly trainedOn: number }> {
  const { names, values } = filledCells(table, device);
  if (names.length < 2) {
    throw invalidInput(
      `“${device}” has ${names.length} values in table “${table.name}”; a predictor needs at least 2.`,
      'Measure more architectures.',
    );
  }
  const architectures = names.map((name) => space.parse(name));
  const trained = yield* trainPredictor(
    predictor,
    encodeArchitectures(space, architectures, trainingEncoding),
    values,
    architectures.map((architecture) => space.networkKey(architecture)),
    { featureNames: space.dimensions(trainingEncoding), rng: createRng(seed) },
  );
  return { ...trained, trainedOn: names.length };
}
