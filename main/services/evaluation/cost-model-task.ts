import type { CostModelTable } from '../../core/cost-model/evaluation/cost-model-table.ts';
import { type CostModelResult, evaluateCostModel } from '../../core/cost-model/evaluation/evaluate-cost-model.ts';
import type { CostModelEvaluationOptions, CostModelUnit } from '../../core/cost-model/evaluation/plan-cost-model-evaluation.ts';
import { runToEnd } from '../../core/run-to-end.ts';
import type { WorkerTask } from '../../jobs/worker-task.ts';

export interface CostModelWork {
  readonly table: CostModelTable;
  readonly options: CostModelEvaluationOptions;
}

export interface CostModelFunctions {
  readonly run: (unit: CostModelUnit) => CostModelResult;
  readonly [name: string]: (unit: never) => unknown;
}

/** Evaluation of cost models, a repetition a unit. */
export const costModelTask: WorkerTask<CostModelWork, CostModelFunctions> = {
  name: 'evaluate cost models',
  prepare: ({ table, options }) => ({
    run: (unit) => runToEnd(evaluateCostModel(table, unit, options, () => performance.now())),
  }),
};
