import { invalidInput } from '../../lab-error.ts';
import { mapSteps } from '../../map-steps.ts';
import { createRng, type Rng } from '../../rng.ts';
import { chooseCostModel } from '../choose-cost-model.ts';
import type { CostModelKind, CostModelTraining } from '../cost-model.ts';
import { fitCostModel } from '../fit-cost-model.ts';
import { selectSignature } from '../signature/select-signature.ts';
import type { CostModelTable } from './cost-model-table.ts';
import { deviceSpecificPredictions } from './device-specific.ts';
import type { CostModelEvaluationOptions, CostModelUnit } from './plan-cost-model-evaluation.ts';
import { type CostModelScores, scorePredictions } from './score-predictions.ts';

/** One method's figures in one repetition. */
export interface CostModelRow extends CostModelScores {
  readonly target: 'pooled';
  /** Measurements on a test device: the size of the signature set. */
  readonly samples: number;
  /** `device-specific`: trained on ten times a contributor's measurements on the test device itself. */
  readonly method: CostModelEvaluationOptions['method'] | 'device-specific';
  /** What `auto` chose, and why. */
  readonly chosen?: CostModelKind;
  readonly reason?: string;
  readonly seed: number;
  readonly trainingDevices: number;
  readonly testDevices: number;
  /** Networks that are scored. */
  readonly networks: number;
  readonly fitMs: number;
}

export interface CostModelResult {
  readonly row: CostModelRow;
  /** Always the scalar model, unless it is the method; beside the collaborative setting a model of each device alone. */
  readonly baselines: readonly CostModelRow[];
}

/**
 * Carries out one repetition: chooses the signature set by what the training devices measured, fits the method and the baselines, and scores
 * them on the test devices. The result depends on nothing but the arguments, `fitMs` apart. `clock` gives milliseconds. Yields the share
 * that is done. Throws what fitting throws, and `invalid-input` where nothing can be scored.
 */
export function* evaluateCostModel(
  table: CostModelTable,
  unit: CostModelUnit,
  options: CostModelEvaluationOptions,
  clock: () => number,
): Generator<number, CostModelResult> {
  const rng = createRng(unit.seed);
  const training = trainingOf(table, unit, options, rng);
  const signature = training.signature.map((place) => unit.knownNetworks[place]!);
  const unknown = unit.unknownNetworks.length > 0;
  const scored = unknown ? unit.unknownNetworks : unit.knownNetworks.filter((network) => !signature.includes(network));
  const testDevices = unit.testDevices.filter((device) => signature.some((network) => !Number.isNaN(table.latencyMs[device]![network])));
  if (testDevices.length === 0) {
    throw invalidInput(
      'No test device has measured a network of the signature set.',
      'Choose the signature set by another method or size.',
    );
  }
  const signaturesMs = testDevices.map((device) => signature.map((network) => table.latencyMs[device]![network]!));
  const measuredMs = testDevices.map((device) => Float64Array.from(scored, (network) => table.latencyMs[device]![network]!));
  const networks = scored.map((network) => table.networks[network]!);
  const common = {
    target: 'pooled',
    samples: options.signatureSize,
    seed: unit.seed,
    trainingDevices: training.latencyMs.length,
    testDevices: testDevices.length,
    networks: scored.length,
  } as const;

  function* rowOf(method: CostModelEvaluationOptions['method']): Generator<number, CostModelRow> {
    const start = clock();
    const fitted =
      method === 'auto'
        ? yield* chooseCostModel(training, unknown ? 'unknown networks' : 'known networks', rng.fork('model'))
        : { model: yield* fitCostModel(method, training, rng.fork('model')) };
    const fitMs = clock() - start;
    const scores = scorePredictions(fitted.model.predict(signaturesMs, networks), measuredMs);
    const choice = 'reason' in fitted ? { chosen: fitted.model.kind, reason: fitted.reason } : {};
    return { ...common, method, ...choice, ...scores, fitMs };
  }

  const row = yield* mapSteps(rowOf(options.method), (share) => 0.8 * share);
  const baselines = options.method === 'scalar' ? [] : [yield* mapSteps(rowOf('scalar'), () => 0.8)];
  if (options.contribute === undefined) return { row, baselines };
  const start = clock();
  const contributed = Math.max(
    ...training.latencyMs.map((latencies) => Array.from(latencies).filter((value) => !Number.isNaN(value)).length),
  );
  const latencyMs = testDevices.map((device) => table.latencyMs[device]!);
  const specific = yield* mapSteps(
    deviceSpecificPredictions(table.networks, latencyMs, scored, 10 * contributed, rng.fork('device-specific')),
    () => 0.9,
  );
  const scores = scorePredictions(specific, measuredMs);
  return { row, baselines: [...baselines, { ...common, method: 'device-specific', ...scores, fitMs: clock() - start }] };
}

/** What the training devices have, after the signature set was chosen by all that they measured. */
function trainingOf(table: CostModelTable, unit: CostModelUnit, options: CostModelEvaluationOptions, rng: Rng): CostModelTraining {
  const latencyMs = unit.trainingDevices.map((device) =>
    Float64Array.from(unit.knownNetworks, (network) => table.latencyMs[device]![network]!),
  );
  const signature = selectSignature(options.select, latencyMs, options.signatureSize, rng.fork('signature'));
  const { contribute } = options;
  const contributions = rng.fork('contribute');
  return {
    networks: unit.knownNetworks.map((network) => table.networks[network]!),
    latencyMs:
      contribute === undefined ? latencyMs : latencyMs.map((values) => contributionOf(values, signature, contribute, contributions)),
    signature,
  };
}

/** The signature's latencies and a random share of the others. */
function contributionOf(latencyMs: Float64Array, signature: readonly number[], share: number, rng: Rng): Float64Array {
  const others = [...latencyMs.keys()].filter((network) => !signature.includes(network) && !Number.isNaN(latencyMs[network]));
  const kept = rng.sampleWithout(others.length, Math.round(share * others.length)).map((i) => others[i]!);
  const contributed = new Float64Array(latencyMs.length).fill(NaN);
  for (const network of [...signature, ...kept]) contributed[network] = latencyMs[network]!;
  return contributed;
}
