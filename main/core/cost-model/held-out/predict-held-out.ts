import { createRng } from '../../rng.ts';
import type { LatencyPrediction } from '../cost-model.ts';
import type { CostModelTable } from '../evaluation/cost-model-table.ts';
import { type CostModelScores, scorePredictions } from '../evaluation/score-predictions.ts';
import { type CostModelOptions, fitWithBaseline } from '../fit-with-baseline.ts';
import type { Fold } from './plan-folds.ts';

/** What was predicted on a device by models that know nothing of it but its signature. */
export interface HeldOutDevice {
  /** Index. */
  readonly device: number;
  /** Indices of the networks whose latencies the models were told. */
  readonly signature: readonly number[];
  readonly trainingDevices: number;
  /** Of all networks. */
  readonly prediction: LatencyPrediction;
  readonly scalar: LatencyPrediction;
}

/**
 * Fits models without the fold's devices and predicts all networks on each of these. Devices that have measured nothing of the signature are left
 * out. Yields the share that is done; throws what fitting throws.
 */
export function* predictHeldOut(
  { networks, latencyMs }: CostModelTable,
  { heldOut, training }: Fold,
  options: CostModelOptions,
  seed: number,
): Generator<number, HeldOutDevice[]> {
  const trainingMs = training.map((device) => latencyMs[device]!);
  const { model, scalar } = yield* fitWithBaseline(networks, trainingMs, options, createRng(seed));
  const places = new Map(networks.map(({ id }, place) => [id, place]));
  const signature = model.signature.map((id) => places.get(id)!);
  const devices = heldOut.filter((device) => signature.some((network) => !Number.isNaN(latencyMs[device]![network])));
  const signaturesMs = devices.map((device) => signature.map((network) => latencyMs[device]![network]!));
  const predictions = model.predict(signaturesMs, networks);
  const scalars = scalar.predict(signaturesMs, networks);
  return devices.map((device, i) => ({
    device,
    signature,
    trainingDevices: training.length,
    prediction: predictions[i]!,
    scalar: scalars[i]!,
  }));
}

export interface HeldOutScores {
  readonly devices: number;
  readonly model: CostModelScores;
  readonly scalar: CostModelScores;
}

/** Scores of both models on everything that the devices have measured beside the signature; null where that is nothing. */
export function scoreHeldOut(devices: readonly HeldOutDevice[], latencyMs: readonly Float64Array[]): HeldOutScores | null {
  const measured = devices.map(({ device, signature }) =>
    latencyMs[device]!.map((value, network) => (signature.includes(network) ? NaN : value)),
  );
  const scored = [...devices.keys()].filter((i) => !measured[i]!.every(Number.isNaN));
  if (scored.length === 0) return null;
  const measuredMs = scored.map((i) => measured[i]!);
  return {
    devices: scored.length,
    model: scorePredictions(scored.map((i) => devices[i]!.prediction), measuredMs), // prettier-ignore
    scalar: scorePredictions(scored.map((i) => devices[i]!.scalar), measuredMs), // prettier-ignore
  };
}
