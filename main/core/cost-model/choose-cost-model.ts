import { isLabError } from '../lab-error.ts';
import { mapSteps } from '../map-steps.ts';
import type { Rng } from '../rng.ts';
import { mean } from '../stats/summary.ts';
import type { CostModel, CostModelKind, CostModelTraining } from './cost-model.ts';
import { fitCostModel } from './fit-cost-model.ts';

/** What is to be predicted on new devices: networks that the training devices have measured, or others as well. */
export type CostModelPurpose = 'known networks' | 'unknown networks';

export interface ChosenCostModel {
  readonly model: CostModel;
  /** Why it is of this kind: a sentence. */
  readonly reason: string;
}

/** Kinds that predict networks that no device has measured about equally well. */
const candidates = ['gaussian', 'log-ratio'] as const satisfies readonly CostModelKind[];
const folds = 2;
const fewestDevices = 4;
const fewestNetworks = 12;
/** Share of the networks that a fold takes for unknown: one in so many. */
const unknownOneIn = 4;

/**
 * Fits the kind of model that suits the purpose. Known networks: the Gaussian one, which alone looks at every network's own measurements.
 * Unknown networks: the kind with the smallest mean error of logarithms on training devices and networks that were held out together.
 * Yields the share that is done; throws what `fitCostModel` throws.
 */
export function* chooseCostModel(training: CostModelTraining, purpose: CostModelPurpose, rng: Rng): Generator<number, ChosenCostModel> {
  const fallback = reasonForGaussian(training, purpose);
  if (fallback !== undefined) return { model: yield* fitCostModel('gaussian', training, rng), reason: fallback };
  const fits = candidates.length * folds + 1;
  const deal = rng.fork('folds');
  const devices = deal.shuffle([...training.latencyMs.keys()]);
  const networks = deal.shuffle([...training.networks.keys()].filter((network) => !training.signature.includes(network)));
  const errors: { readonly kind: CostModelKind; readonly error: number }[] = [];
  for (const kind of candidates) {
    const found: number[] = [];
    for (let fold = 0; fold < folds; fold++) {
      const done = errors.length * folds + fold;
      const held = heldOut(
        training,
        new Set(devices.filter((_, i) => i % folds === fold)),
        new Set(networks.filter((_, i) => i % unknownOneIn === fold)),
      );
      const model = yield* mapSteps(fitIfPossible(kind, held.training, rng.fork(kind)), (share) => (done + share) / fits);
      if (model !== undefined) found.push(...held.errors(model));
    }
    errors.push({ kind, error: found.length > 0 ? mean(found) : Infinity });
  }
  const [best, other] = errors.toSorted((a, b) => a.error - b.error);
  const model = yield* mapSteps(fitCostModel(best!.kind, training, rng), (share) => (fits - 1 + share) / fits);
  return { model, reason: comparison(best!, other!) };
}

/** Undefined where the part of the training data has not what the kind needs. */
function* fitIfPossible(kind: CostModelKind, training: CostModelTraining, rng: Rng): Generator<number, CostModel | undefined> {
  try {
    return yield* fitCostModel(kind, training, rng);
  } catch (error) {
    if (isLabError(error, 'invalid-input')) return undefined;
    throw error;
  }
}

function comparison(best: { kind: CostModelKind; error: number }, other: { kind: CostModelKind; error: number }): string {
  if (best.error === Infinity) return 'Too little is measured to compare models on a part of it.';
  const percent = (error: number) => (error === Infinity ? 'what cannot be told' : `${(100 * error).toFixed(1)} %`);
  return `On training devices and networks held out together, ${best.kind} is off by ${percent(best.error)} on average and ${other.kind} by ${percent(other.error)}.`;
}

function reasonForGaussian({ latencyMs, networks, signature }: CostModelTraining, purpose: CostModelPurpose): string | undefined {
  if (purpose === 'known networks')
    return 'The networks are known: only the Gaussian model uses what the training devices measured of each.';
  const others = networks.length - signature.length;
  if (latencyMs.length >= fewestDevices && others >= fewestNetworks) return undefined;
  return `${latencyMs.length} training devices and ${others} networks beside the signature set are too few to compare models on a part of them.`;
}

/** The training data without some devices and networks, and what a model fitted to them gets wrong there. */
function heldOut(training: CostModelTraining, devices: ReadonlySet<number>, unknown: ReadonlySet<number>) {
  const known = [...training.networks.keys()].filter((network) => !unknown.has(network));
  const part: CostModelTraining = {
    networks: known.map((network) => training.networks[network]!),
    latencyMs: training.latencyMs.flatMap((latencies, device) =>
      devices.has(device) ? [] : [Float64Array.from(known, (network) => latencies[network]!)],
    ),
    signature: training.signature.map((network) => known.indexOf(network)),
  };
  function* errors(model: CostModel): Generator<number> {
    const signatures = [...devices]
      .map((device) => training.latencyMs[device]!)
      .map((latencies) => ({ latencies, signature: training.signature.map((network) => latencies[network]!) }))
      .filter(({ signature }) => !signature.every(Number.isNaN));
    const predictions = model.predict(
      signatures.map(({ signature }) => signature),
      [...unknown].map((network) => training.networks[network]!),
    );
    for (const [i, { latencies }] of signatures.entries()) {
      for (const [j, network] of [...unknown].entries()) {
        if (!Number.isNaN(latencies[network])) yield Math.abs(Math.log(predictions[i]!.latencyMs[j]! / latencies[network]!));
      }
    }
  }
  return { training: part, errors };
}
