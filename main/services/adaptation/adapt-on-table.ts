import type { Adaptation } from '../../../preload/contract/adaptation.ts';
import type { TransferMethod } from '../../../preload/contract/evaluation.ts';
import { invalidInput } from '../../core/lab-error.ts';
import { fewestSourceRows } from '../../core/transfer/source-predictor.ts';
import type { ModelFile } from '../../formats/model-file.ts';
import type { WorkerPool } from '../../jobs/worker-pool.ts';
import type { Store } from '../../store/open-store.ts';
import { type ChosenTable, chosenTable, devicesOf } from '../latency-table-choice.ts';
import { keepModelOnce } from '../stored-model.ts';
import { type AdaptResult, adaptTask } from './adapt-task.ts';

export interface AdaptContext {
  readonly store: Pick<Store, 'models' | 'tables'>;
  readonly pool: WorkerPool;
  readonly clock: () => number;
}

export interface TableAdaptation {
  readonly table: string;
  readonly proxy: string;
  readonly target: string;
  readonly sources: 'all' | readonly string[];
  readonly method: TransferMethod;
  readonly seed: number;
  readonly name?: string | undefined;
  /** Absent: all that are measured. */
  readonly samples?: number | undefined;
  readonly select: 'ivr' | 'random';
  readonly proposals: number;
}

const mostUnseen = 500;

/** What an adaptation found, with the model that nobody has kept yet. */
export interface UnkeptAdaptation {
  readonly model: ModelFile;
  readonly found: Omit<Adaptation, 'model'>;
}

export function keepAdaptation({ store, clock }: Pick<AdaptContext, 'store' | 'clock'>, { model, found }: UnkeptAdaptation): Adaptation {
  return { model: keepModelOnce(store.models, clock(), model), ...found };
}

/** Adapts with the latencies that the table has. */
export async function adaptOnTable(
  { store, pool }: Pick<AdaptContext, 'store' | 'pool'>,
  request: TableAdaptation,
  signal: AbortSignal | undefined,
): Promise<UnkeptAdaptation> {
  const table = await chosenTable(store.tables, { table: request.table }, {});
  const { proxy, target, method, name } = request;
  devicesOf(table, [proxy, target]);
  const { select, seed, proposals, samples = null } = request;
  const unit = { proxy, target, sources: sourcesOf(table, request), samples, method, select, seed, proposals };
  const result = await pool.use(adaptTask, workOf(table), { workers: 1, signal }, async (crew) => (await crew.map('adapt', [unit]))[0]!);
  const model: ModelFile = {
    name: name ?? `${proxy} → ${target}`,
    spaceId: table.spaceId!,
    encoding: result.encoding,
    variant: result.variant,
    objective: 'latency',
    unit: 'ms',
    table: request.table,
    target,
    proxy,
    trainedOn: result.samples.length,
    heldOut: null,
    predictor: result.predictor,
  };
  return { model, found: { proxy, target, method, ...described(table, target, result) } };
}

/** Names of architectures to measure first, where the target has too few measurements to adapt to. */
export async function firstOnTable(
  { store, pool }: Pick<AdaptContext, 'store' | 'pool'>,
  request: Pick<TableAdaptation, 'table' | 'proxy' | 'target' | 'sources' | 'seed'> & { readonly count: number },
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const table = await chosenTable(store.tables, { table: request.table }, {});
  const { target, count, seed } = request;
  const unit = { sources: sourcesOf(table, request), target, count, seed };
  const rows = await pool.use(adaptTask, workOf(table), { workers: 1, signal }, async (crew) => (await crew.map('first', [unit]))[0]!);
  return rows.map((row) => table.names[row]!);
}

/** The devices to learn from, the proxy first, never the target. */
function sourcesOf(table: ChosenTable, { proxy, target, sources }: Pick<TableAdaptation, 'proxy' | 'target' | 'sources'>): string[] {
  if (proxy === target) throw invalidInput('Proxy and target are the same column.', 'Choose two different ones.');
  const [first] = devicesOf(table, [proxy]);
  const others =
    sources === 'all' ? devicesOf(table, 'all').filter((device) => isSource(table.columns.get(device)!)) : devicesOf(table, sources);
  return [...new Set([first!, ...others])].filter((source) => source !== target);
}

/** Columns that hardly anything is known of are no sources, unless they are named. */
function isSource(latencyMs: Float64Array): boolean {
  return latencyMs.filter((value) => value > 0).length >= fewestSourceRows;
}

function workOf({ spaceId, names, columns }: ChosenTable) {
  return { spaceId: spaceId!, names, columns };
}

function described({ names, columns }: ChosenTable, target: string, result: AdaptResult) {
  const truth = columns.get(target)!;
  const predicted = ({ row, latencyMs, deviationMs }: AdaptResult['heldOut'][number]) => ({
    name: names[row]!,
    predictedMs: latencyMs,
    deviationMs,
  });
  const step = Math.ceil(result.heldOut.length / mostUnseen) || 1;
  const { chosen, reason, record, samples, heldOut, srcc, meanError, certainty, advice, next, agreements } = result;
  return {
    chosen,
    reason,
    lambda: record?.lambda ?? null,
    kktResidual: record?.kktResidual ?? null,
    samples: samples.map(({ row, latencyMs }) => ({ name: names[row]!, latencyMs })),
    heldOut: heldOut.length,
    srccProxy: srcc.proxy,
    srccHeldOut: srcc.adapted,
    srccNoSource: srcc.noSource,
    meanError,
    unseen: heldOut.filter((_, i) => i % step === 0).map((one) => ({ ...predicted(one), measuredMs: truth[one.row]! })),
    certainty,
    advice,
    next: next.map(({ uncertaintyShare, disagreement, ...one }) => ({ ...predicted(one), uncertaintyShare, disagreement })),
    agreements: [...agreements],
  };
}
