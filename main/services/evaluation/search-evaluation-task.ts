import { SearchEvaluation, type SearchProtocol, type SearchRows, type SearchUnit } from '../../core/evaluation/search-evaluation.ts';
import { findSpace } from '../../core/spaces/spaces.ts';
import { inferVariant } from '../../core/transfer/infer-variant.ts';
import { population } from '../../core/transfer/population.ts';
import type { WorkerTask } from '../../jobs/worker-task.ts';
import type { TransferWork } from './transfer-task.ts';

/** A table, its accuracies and what is to be done with them, as threads get it. */
export interface SearchWork extends Omit<TransferWork, 'protocol'> {
  /** [names] %, NaN where not known. */
  readonly accuracy: Float64Array;
  readonly protocol: SearchProtocol;
}

export interface SearchPlan {
  readonly units: readonly SearchUnit[];
  /** Form of the networks that was taken; null: the space has but one. */
  readonly variant: string | null;
}

export interface SearchFunctions {
  readonly plan: (nothing: null) => SearchPlan;
  readonly run: (unit: SearchUnit) => SearchRows;
  readonly [name: string]: (unit: never) => unknown;
}

/** Evaluation of searches, a target and seed a unit. */
export const searchEvaluationTask: WorkerTask<SearchWork, SearchFunctions> = {
  name: 'evaluate search',
  prepare({ spaceId, variant, names, columns, accuracy, protocol }) {
    const space = findSpace(spaceId);
    const architectures = names.map((name) => space.parse(name));
    const form = variant ?? inferVariant(space, architectures, columns);
    const described = population(space, architectures, form === null ? {} : { variant: form });
    const evaluation = new SearchEvaluation(described, columns, accuracy, protocol, () => performance.now());
    return { plan: () => ({ units: evaluation.plan(), variant: form }), run: (unit) => evaluation.run(unit) };
  },
};
