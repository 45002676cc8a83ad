import { mapSteps } from '../map-steps.ts';
import type { Rng } from '../rng.ts';
import { chooseCostModel } from './choose-cost-model.ts';
import type { CostModel, CostModelKind, LayeredNetwork } from './cost-model.ts';
import { fitCostModel } from './fit-cost-model.ts';
import { type SignatureMethod, selectSignature } from './signature/select-signature.ts';

export interface CostModelOptions {
  readonly method: 'auto' | CostModelKind;
  readonly select: SignatureMethod;
  readonly signatureSize: number;
}

/** A cost model and its simpler rival on the same signature. */
export interface FittedCostModel {
  readonly model: CostModel;
  readonly scalar: CostModel;
  /** Why the model is of its kind, where that was left open. */
  readonly reason: string | null;
}

/** Chooses the signature by the given devices alone and fits the model and the scalar baseline to them. `latencyMs`: [devices][networks]. */
export function* fitWithBaseline(
  networks: readonly LayeredNetwork[],
  latencyMs: readonly Float64Array[],
  { method, select, signatureSize }: CostModelOptions,
  rng: Rng,
): Generator<number, FittedCostModel> {
  const signature = selectSignature(select, latencyMs, signatureSize, rng.fork('signature'));
  const training = { networks, latencyMs, signature };
  const fit = rng.fork('model');
  const { model, reason } =
    method === 'auto'
      ? yield* mapSteps(chooseCostModel(training, 'known networks', fit), (share) => 0.9 * share)
      : { model: yield* mapSteps(fitCostModel(method, training, fit), (share) => 0.9 * share), reason: null };
  return { model, scalar: yield* mapSteps(fitCostModel('scalar', training, fit), (share) => 0.9 + 0.1 * share), reason };
}
