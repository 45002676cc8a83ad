import type { CostModelDetail } from '../../../preload/contract/cost-model.ts';
import type { CostModelJson } from '../../core/cost-model/cost-model.ts';
import type { CostModelTable } from '../../core/cost-model/evaluation/cost-model-table.ts';
import type { CostModelOptions } from '../../core/cost-model/fit-with-baseline.ts';
import { planFolds, wellMeasuredDevices } from '../../core/cost-model/held-out/plan-folds.ts';
import { type HeldOutDevice, type HeldOutScores, scoreHeldOut } from '../../core/cost-model/held-out/predict-held-out.ts';
import { invalidInput } from '../../core/lab-error.ts';
import { createRng } from '../../core/rng.ts';
import type { JobControl } from '../../jobs/job-registry.ts';
import type { WorkerPool } from '../../jobs/worker-pool.ts';
import { runUnits } from '../evaluation/run-units.ts';
import { costModelFitTask, type CostModelFitUnit } from './cost-model-fit-task.ts';

export interface FitRequest extends CostModelOptions {
  /** Other sizes of the signature to check. */
  readonly sizes: readonly number[];
  readonly seed: number;
  readonly workers?: number | undefined;
}

export interface FittedOnTable {
  readonly model: CostModelJson;
  readonly scalar: CostModelJson;
  readonly reason: string | null;
  /** Names. */
  readonly trainingDevices: readonly string[];
  /** What each device was predicted to be by models that were fitted without it and its group. */
  readonly heldOut: readonly HeldOutDevice[];
  readonly scores: (HeldOutScores & { readonly folds: number }) | null;
  readonly curve: CostModelDetail['curve'];
}

/** Each fold is a fit or two of seconds. */
const mostFolds = 8;

/** Fits a cost model to all devices that have measured much, and to all but a fold of them for each fold. Throws what fitting throws. */
export async function fitOnTable(
  table: CostModelTable,
  { sizes, seed, workers, signatureSize, ...options }: FitRequest,
  { pool, clock, control }: { readonly pool: WorkerPool; readonly clock: () => number; readonly control: JobControl },
): Promise<FittedOnTable> {
  if (signatureSize >= table.networks.length) {
    const remedy = `Take at most ${Math.max(1, table.networks.length - 1)}.`;
    throw invalidInput(`A signature set of ${signatureSize} networks leaves none of ${table.networks.length} to predict.`, remedy);
  }
  const devices = wellMeasuredDevices(table.latencyMs);
  const folds = planFolds(devices, table.groups, mostFolds, createRng(seed).fork('folds'));
  const checked = [...new Set([...sizes.filter((size) => size < table.networks.length), signatureSize])].sort((a, b) => a - b);
  const units: CostModelFitUnit[] = [
    { signatureSize, devices },
    ...checked.flatMap((size) => folds.map((fold) => ({ signatureSize: size, fold }))),
  ];
  const [fitted, ...results] = await pool.use(costModelFitTask, { table, options, seed }, { workers, signal: control.signal }, (crew) =>
    runUnits(crew, 'run', units, { control, message: 'Fitting, and checking on devices left out', clock }),
  );
  if (fitted === undefined || !('model' in fitted)) throw new Error('the first unit is the model');
  const bySize = checked.map((size, i) => ({
    size,
    folds: results.slice(i * folds.length, (i + 1) * folds.length).map((result) => ('heldOut' in result ? result.heldOut : [])),
  }));
  const heldOut = bySize.find(({ size }) => size === signatureSize)!.folds.flat();
  const scores = scoreHeldOut(heldOut, table.latencyMs);
  return {
    ...fitted,
    trainingDevices: devices.map((device) => table.devices[device]!),
    heldOut,
    scores: scores && { ...scores, folds: folds.length },
    curve: bySize.flatMap((of) => curvePoint(of, table)),
  };
}

/** Scores of each fold that can be scored; of an R² that is not defined nothing is said. */
function curvePoint(
  { size, folds }: { readonly size: number; readonly folds: readonly (readonly HeldOutDevice[])[] },
  { latencyMs }: CostModelTable,
): CostModelDetail['curve'] {
  const scores = folds.map((fold) => scoreHeldOut(fold, latencyMs)).filter((score) => score !== null);
  if (scores.length === 0) return [];
  const of = (kind: 'model' | 'scalar') => ({
    mape: scores.map((score) => score[kind].mape),
    r2: scores.flatMap((score) => score[kind].r2 ?? []),
  });
  return [{ size, model: of('model'), scalar: of('scalar') }];
}
