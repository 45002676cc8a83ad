import type { z } from 'zod';
import type { TransferReport, TransferRow, transferRequest } from '../../../preload/contract/evaluation.ts';
import { type EvaluationRow, summarise } from '../../core/evaluation/evaluation-report.ts';
import { transferErrors, type TransferMetric, transferMetrics, type TransferProtocol } from '../../core/evaluation/transfer-evaluation.ts';
import { LabError } from '../../core/lab-error.ts';
import type { TransferMethod } from '../../core/transfer/transfer-method.ts';
import { readDeviceGroups } from '../../formats/device-groups.ts';
import type { JobControl } from '../../jobs/job-registry.ts';
import type { WorkerPool } from '../../jobs/worker-pool.ts';
import { reportUnits } from './report-units.ts';
import { type ChosenTable, sourceOf, tableOfChoice, type TableStore } from './table-of-choice.ts';
import { transferTask } from './transfer-task.ts';

type Request = z.output<typeof transferRequest>;

export interface EvaluationContext {
  readonly tables: TableStore;
  readonly pool: WorkerPool;
  readonly clock: () => number;
}

/** Carries out an evaluation of transfer methods on worker threads. Throws what reading the files, planning and fitting throw. */
export async function evaluateTransfer(context: EvaluationContext, request: Request, control: JobControl): Promise<TransferReport> {
  const { signal } = control;
  control.report({ message: 'Reading the table' });
  const table = await tableOfChoice(context.tables, request.table, { spaceId: request.spaceId, missing: request.missing, signal });
  const groups = request.groups === undefined ? new Map<string, string>() : await readDeviceGroups(sourceOf(request.groups));
  const { spaceId, names, columns } = table;
  const variant = request.variant ?? null;
  const protocol = protocolOf(request, table, groups);
  const work = { spaceId, variant, names, columns, protocol };

  control.report({ message: 'Describing the architectures' });
  const parts = await context.pool.use(transferTask, work, { workers: request.workers, signal }, async (crew) => {
    const [units = []] = await crew.map('plan', [null]);
    return crew.map('run', units, reportUnits(control, `Evaluating ${protocol.method}`, context.clock));
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
    sources: devicesOf(request.sources, table),
    targets: devicesOf(request.targets, table),
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

function devicesOf(wanted: 'all' | readonly string[], { name, columns }: ChosenTable): readonly string[] {
  const devices = [...columns.keys()];
  if (wanted === 'all') return devices;
  const unknown = wanted.find((device) => !columns.has(device));
  if (unknown === undefined) return distinct(wanted);
  const remedy = `Choose from ${devices.join(', ')}.`;
  throw new LabError({ code: 'not-found', message: `There is no device “${unknown}” in ${name}.`, remedy });
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}

function flat({ metrics, ...about }: EvaluationRow<TransferMetric>): TransferRow {
  return { ...about, ...metrics };
}
