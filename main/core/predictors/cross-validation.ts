import { type Matrix, selectRows } from '../linalg/matrix.ts';
import { mapSteps } from '../map-steps.ts';
import type { Rng } from '../rng.ts';
import type { Predictor } from './predictor.ts';

export interface Fold {
  /** Rows to fit to. */
  readonly trained: readonly number[];
  /** Rows to predict: one of each group that none of `trained` belongs to. */
  readonly heldOut: readonly number[];
}

export interface FoldOptions {
  readonly folds: number;
  /** No more folds are made than hold so many groups together. */
  readonly enough: number;
}

/**
 * Deals groups of rows into folds at random. A group is held out as a whole, so that nothing is predicted that was fitted to under another
 * name, and counts once however many rows it has. All folds of a small table are returned, no more than hold enough of a large one, none
 * where there is only one group.
 */
export function crossValidationFolds(groups: readonly string[], { folds, enough }: FoldOptions, rng: Rng): Fold[] {
  const members = rng.shuffle([...Map.groupBy(groups.keys(), (row) => groups[row]!).values()]);
  const count = Math.min(folds, members.length);
  if (count < 2) return [];
  const needed = Math.min(count, Math.ceil(enough / Math.floor(members.length / count)));
  return Array.from({ length: needed }, (_, fold) => ({
    trained: members.flatMap((rows, group) => (group % count === fold ? [] : rows)),
    heldOut: members.flatMap(([first], group) => (group % count === fold ? [first!] : [])),
  }));
}

/** The held-out rows' predictions by models that did not see them, fold after fold. Yields the share that is done. */
export function* heldOutPredictions(
  x: Matrix,
  y: ArrayLike<number>,
  folds: readonly Fold[],
  fit: (x: Matrix, y: Float64Array) => Iterator<number, Predictor>,
): Generator<number, Float64Array> {
  const predicted: Float64Array[] = [];
  for (const [index, { trained, heldOut }] of folds.entries()) {
    const fitting = fit(
      selectRows(x, trained),
      Float64Array.from(trained, (row) => y[row]!),
    );
    const model = yield* mapSteps(fitting, (share) => (index + share) / folds.length);
    predicted.push(model.predict(selectRows(x, heldOut)).mean);
  }
  return Float64Array.from(predicted.flatMap((values) => [...values]));
}
