import type { z } from 'zod';
import type { CostModelReport, costModelRequest } from '../../../preload/contract/evaluation.ts';
import { type CostModelEvaluationOptions, planCostModelEvaluation } from '../../core/cost-model/evaluation/plan-cost-model-evaluation.ts';
import { summariseCostModel } from '../../core/cost-model/evaluation/summarise-cost-model.ts';
import { readCostModelTable } from '../../formats/cost-model-table.ts';
import type { JobControl } from '../../jobs/job-registry.ts';
import { sourceOf } from '../latency-table-choice.ts';
import { costModelTask } from './cost-model-task.ts';
import type { EvaluationContext } from './evaluate-transfer.ts';
import { runUnits } from './run-units.ts';

type Request = z.output<typeof costModelRequest>;

/** Carries out an evaluation of cost models on worker threads. Throws what reading the files, planning and fitting throw. */
export async function evaluateCostModels(
  { pool, clock, kept }: Omit<EvaluationContext, 'tables'>,
  request: Request,
  control: JobControl,
): Promise<CostModelReport> {
  const { signal } = control;
  control.report({ message: 'Reading the table' });
  const { table, withoutLayers } = await readCostModelTable({
    latencies: sourceOf(request.table),
    networks: sourceOf(request.networks),
    missing: request.missing,
    signal,
    ...(request.groups === undefined ? {} : { groups: sourceOf(request.groups) }),
  });
  const options = optionsOf(request);
  const units = planCostModelEvaluation(table, options);
  const results = await pool.use(costModelTask, { table, options }, { workers: request.workers, signal }, (crew) =>
    runUnits(crew, 'run', units, { control, message: `Evaluating ${options.method}`, clock, kept }),
  );
  const rows = results.map(({ row }) => row);
  const baselines = results.flatMap((result) => result.baselines);
  return {
    rows,
    summary: summariseCostModel(rows),
    baselines,
    baselineSummary: summariseCostModel(baselines),
    withoutLayers: [...withoutLayers],
  };
}

function optionsOf(request: Request): CostModelEvaluationOptions {
  const { method, signatureSize, select, split, trainingDevices, holdoutNetworks, contribute, seeds } = request;
  const always = { method, signatureSize, select, split, holdoutNetworks, seeds };
  return {
    ...always,
    ...(trainingDevices === undefined ? {} : { mostTrainingDevices: trainingDevices }),
    ...(contribute === undefined ? {} : { contribute }),
  };
}
