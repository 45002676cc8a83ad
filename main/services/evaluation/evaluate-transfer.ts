import type { z } from 'zod';
import type { TransferReport, TransferRow, transferRequest } from '../../../preload/contract/evaluation.ts';
import { type EvaluationRow, summarise } from '../../core/evaluation/evaluation-report.ts';
import { transferErrors, type TransferMetric, transferMetrics, type TransferProtocol } from '../../core/evaluation/transfer-evaluation.ts';
import { invalidInput } from '../../core/lab-error.ts';
import type { TransferMethod } from '../../core/transfer/transfer-method.ts';
import { readDeviceGroups } from '../../formats/device-groups.ts';
import type { JobControl } from '../../jobs/job-registry.ts';
import type { WorkerPool } from '../../jobs/worker-pool.ts';
import { type ChosenTable, chosenTable, devicesOf, sourceOf, type TableStore } from '../latency-table-choice.ts';
import { type KeptUnits, runUnits } from './run-units.ts';
import { transferTask } from './transfer-task.ts';

type Request = z.output<typeof transferRequest>;

export interface EvaluationContext {
  readonly tables: TableStore;
  readonly pool: WorkerPool;
  readonly clock: () => number;
  readonly kept?: KeptUnits;
}

/** Carries out an evaluation of transfer methods on worker threads. Throws what reading the files, planning and fitting throw. */
export async function evaluateTransfer(context: EvaluationContext, request: Request, control: JobControl): Promise<TransferReport> {
  const { signal } = control;
  control.report({ message: 'Reading the table' });
  const { missing } = request;
  const table = await chosenTable(context.tables, request.table, { spaceId: request.spaceId, missing, signal });
  const { spaceId, names, columns } = table;
  if (spaceId === null) throw invalidInput(`It is not said which search space ${table.name} is of.`, 'Name the space.');
  const groups = request.groups === undefined ? new Map<string, string>() : await readDeviceGroups(sourceOf(request.groups));
  const protocol = protocolOf(request, table, groups);
  const work = { spaceId, variant: request.variant ?? null, names, columns, protocol };

  control.report({ message: 'Describing the architectures' });
  const { parts, variant } = await context.pool.use(transferTask, work, { workers: request.workers, signal }, async (crew) => {
    const [plan] = await crew.map('plan', [null]);
    const run = { control, message: `Evaluating ${protocol.method}`, clock: context.clock, kept: context.kept };
    return { parts: await runUnits(crew, 'run', plan!.units, run), variant: plan!.variant };
  });

  const rows = parts.flatMap((part) => part.rows);
  const baselines = parts.flatMap((part) => part.baselines);
  return {
    rows: rows.map(flat),
    summary: summarise(rows, transferMetrics, transferErrors),
    baselines: baselines.map(flat),
    baselineSummary: summarise(baselines, transferMetrics, transferErrors),
    variant,
  };
}

function protocolOf(request: Request, table: ChosenTable, groups: ReadonlyMap<string, string>): TransferProtocol {
  const { eachSource, samples, noise, method, select, seeds } = request;
  const baselines: readonly TransferMethod[] = request.baselines ?? (eachSource ? ['none'] : ['gp-no-source', 'none']);
  return {
    sources: devicesOf(table, request.sources),
    targets: devicesOf(table, request.targets),
    eachSource,
    samples: distinct(samples),
    sourceSamples: request.sourceSamples ?? null,
    excludeSimilar: request.excludeSimilar ?? null,
    groups,
    noise,
    method,
    baselines: distinct(baselines).filter((baseline) => baseline !== method),
    select,
    seeds,
  };
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}

function flat({ metrics, ...about }: EvaluationRow<TransferMetric>): TransferRow {
  return { ...about, ...metrics };
}
