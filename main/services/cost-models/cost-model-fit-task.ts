import type { CostModelJson } from '../../core/cost-model/cost-model.ts';
import type { CostModelTable } from '../../core/cost-model/evaluation/cost-model-table.ts';
import { type CostModelOptions, fitWithBaseline } from '../../core/cost-model/fit-with-baseline.ts';
import type { Fold } from '../../core/cost-model/held-out/plan-folds.ts';
import { type HeldOutDevice, predictHeldOut } from '../../core/cost-model/held-out/predict-held-out.ts';
import { createRng } from '../../core/rng.ts';
import { runToEnd } from '../../core/run-to-end.ts';
import type { WorkerTask } from '../../jobs/worker-task.ts';

export interface CostModelFitWork {
  readonly table: CostModelTable;
  readonly options: Omit<CostModelOptions, 'signatureSize'>;
  readonly seed: number;
}

/** A fold to be predicted, or without one the model to be fitted to all `devices`. */
export type CostModelFitUnit = { readonly signatureSize: number } & ({ readonly fold: Fold } | { readonly devices: readonly number[] });

export type CostModelFitResult =
  | { readonly heldOut: readonly HeldOutDevice[] }
  | { readonly model: CostModelJson; readonly scalar: CostModelJson; readonly reason: string | null };

export interface CostModelFitFunctions {
  readonly run: (unit: CostModelFitUnit) => CostModelFitResult;
  readonly [name: string]: (unit: never) => unknown;
}

/** The fits behind a cost model and its check on devices left out. */
export const costModelFitTask: WorkerTask<CostModelFitWork, CostModelFitFunctions> = {
  name: 'fit cost models',
  prepare: ({ table, options, seed }) => ({
    run: (unit) => {
      const sized = { ...options, signatureSize: unit.signatureSize };
      if ('fold' in unit) return { heldOut: runToEnd(predictHeldOut(table, unit.fold, sized, seed)) };
      const latencyMs = unit.devices.map((device) => table.latencyMs[device]!);
      const { model, scalar, reason } = runToEnd(fitWithBaseline(table.networks, latencyMs, sized, createRng(seed)));
      return { model: model.toJSON(), scalar: scalar.toJSON(), reason };
    },
  }),
};
