import type { z } from 'zod';
import type { searchEvaluationRequest, SearchReport, SearchRow } from '../../../preload/contract/evaluation.ts';
import { tableSource } from '../../core/accuracy/table-source.ts';
import { type EvaluationRow, summarise } from '../../core/evaluation/evaluation-report.ts';
import {
  searchErrors,
  type SearchMethod,
  type SearchMetric,
  searchMetrics,
  type SearchProtocol,
} from '../../core/evaluation/search-evaluation.ts';
import { invalidInput } from '../../core/lab-error.ts';
import { findSpace } from '../../core/spaces/spaces.ts';
import { readDeviceGroups } from '../../formats/device-groups.ts';
import type { JobControl } from '../../jobs/job-registry.ts';
import { accuracyTable } from '../accuracy-table.ts';
import { type ChosenTable, chosenTable, devicesOf, sourceOf } from '../latency-table-choice.ts';
import type { EvaluationContext } from './evaluate-transfer.ts';
import { runUnits } from './run-units.ts';
import { searchEvaluationTask } from './search-evaluation-task.ts';

type Request = z.output<typeof searchEvaluationRequest>;

/** Carries out an evaluation of searches on worker threads. Throws what reading the files, planning and fitting throw. */
export async function evaluateSearch(context: EvaluationContext, request: Request, control: JobControl): Promise<SearchReport> {
  const { signal } = control;
  control.report({ message: 'Reading the tables' });
  const { missing } = request;
  const table = await chosenTable(context.tables, request.table, { spaceId: request.spaceId, missing, signal });
  const { spaceId, names, columns } = table;
  if (spaceId === null) throw invalidInput(`It is not said which search space ${table.name} is of.`, 'Name the space.');
  const space = findSpace(spaceId);
  const known = await accuracyTable(context.tables, space, request.accuracy, request.accuracyColumn, signal);
  const accuracy = tableSource(known).score(
    space,
    names.map((name) => space.parse(name)),
  );
  const groups = request.groups === undefined ? new Map<string, string>() : await readDeviceGroups(sourceOf(request.groups));
  const protocol = protocolOf(request, table, groups);
  const work = { spaceId, variant: request.variant ?? null, names, columns, accuracy, protocol };

  control.report({ message: 'Describing the architectures' });
  const { parts, variant } = await context.pool.use(searchEvaluationTask, work, { workers: request.workers, signal }, async (crew) => {
    const [plan] = await crew.map('plan', [null]);
    const run = { control, message: `Searching with ${protocol.method}`, clock: context.clock, kept: context.kept };
    return { parts: await runUnits(crew, 'run', plan!.units, run), variant: plan!.variant };
  });

  const rows = parts.flatMap((part) => part.rows);
  const baselines = parts.flatMap((part) => part.baselines);
  return {
    rows: rows.map(flat),
    summary: summarise(rows, searchMetrics, searchErrors),
    baselines: baselines.map(flat),
    baselineSummary: summarise(baselines, searchMetrics, searchErrors),
    accuracies: accuracy.filter((value) => !Number.isNaN(value)).length,
    variant,
  };
}

function protocolOf(request: Request, table: ChosenTable, groups: ReadonlyMap<string, string>): SearchProtocol {
  const { samples, verify, method, seeds } = request;
  const baselines: readonly SearchMethod[] = request.baselines ?? ['own', 'none'];
  return {
    sources: devicesOf(table, request.sources),
    targets: devicesOf(table, request.targets),
    groups,
    samples: [...new Set(samples)],
    verify,
    method,
    baselines: [...new Set(baselines)].filter((baseline) => baseline !== method),
    seeds,
  };
}

function flat({ metrics, ...about }: EvaluationRow<SearchMetric>): SearchRow {
  return { ...about, ...metrics };
}
