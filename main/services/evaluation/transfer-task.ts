import {
  TransferEvaluation,
  type TransferProtocol,
  type TransferRows,
  type TransferUnit,
} from '../../core/evaluation/transfer-evaluation.ts';
import { findSpace } from '../../core/spaces/spaces.ts';
import { inferVariant } from '../../core/transfer/infer-variant.ts';
import { population } from '../../core/transfer/population.ts';
import type { WorkerTask } from '../../jobs/worker-task.ts';

/** A table and what is to be done with it, as threads get it. */
export interface TransferWork {
  readonly spaceId: string;
  /** Form of the networks; null: the one that explains the latencies best. */
  readonly variant: string | null;
  readonly names: readonly string[];
  /** Device → [names] milliseconds, NaN where not measured. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly protocol: TransferProtocol;
}

export interface TransferPlan {
  readonly units: readonly TransferUnit[];
  /** Form of the networks that was taken; null: the space has but one. */
  readonly variant: string | null;
}

export interface TransferFunctions {
  readonly plan: (nothing: null) => TransferPlan;
  readonly run: (unit: TransferUnit) => TransferRows;
  readonly [name: string]: (unit: never) => unknown;
}

/** Evaluation of transfer methods: every thread describes the architectures for itself, which takes seconds at most. */
export const transferTask: WorkerTask<TransferWork, TransferFunctions> = {
  name: 'evaluate transfer',
  prepare({ spaceId, variant, names, columns, protocol }) {
    const space = findSpace(spaceId);
    const architectures = names.map((name) => space.parse(name));
    const form = variant ?? inferVariant(space, architectures, columns);
    const described = population(space, architectures, form === null ? {} : { variant: form });
    const evaluation = new TransferEvaluation(described, columns, protocol, () => performance.now());
    return { plan: () => ({ units: evaluation.plan(), variant: form }), run: (unit) => evaluation.run(unit) };
  },
};
