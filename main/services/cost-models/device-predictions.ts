import type { DevicePredictions } from '../../../preload/contract/cost-model.ts';
import type { LatencyPrediction } from '../../core/cost-model/cost-model.ts';
import { scorePredictions } from '../../core/cost-model/evaluation/score-predictions.ts';
import type { StoredTable } from '../../store/stored-table.ts';
import { tableColumn } from '../table-column.ts';
import type { FindLayers } from './network-layers.ts';
import type { StoredPredictions, UsableCostModel } from './stored-cost-model.ts';

/** Of the intervals that models state. */
export const intervalLevel = 0.9;

/**
 * What a cost model says of every network of a table on one of its devices, beside what is measured there by now. On a device that was left
 * out these are the predictions of models that were fitted without it. Throws what predicting throws.
 */
export function devicePredictions(
  model: UsableCostModel,
  table: StoredTable,
  device: string,
  findLayers: () => FindLayers,
): DevicePredictions {
  const column = tableColumn(table, device);
  const measured = new Map(table.names.map((name, row) => [String(name), column[row] ?? NaN]));
  const kept = model.heldOut.find((predictions) => predictions.device === device);
  const predictions = kept === undefined ? predictedNow(model, table, measured, findLayers()) : fromKept(model.networks, kept);
  const relation = relationTo(model, device);
  const inSignature = new Set(predictions.signature);
  const places = [...predictions.networks.keys()].filter((place) => !inSignature.has(predictions.networks[place]!));
  const { prediction, scalarMs } = predictions;
  const networks = places
    .map((place) => ({
      network: predictions.networks[place]!,
      latencyMs: prediction.latencyMs[place]!,
      lowMs: prediction.interval?.lowMs[place] ?? null,
      highMs: prediction.interval?.highMs[place] ?? null,
      scalarMs: scalarMs[place]!,
      measuredMs: nullable(measured.get(predictions.networks[place]!)),
    }))
    .sort((a, b) => a.latencyMs - b.latencyMs);
  const conditions = table.columns.find(({ name }) => name === device)?.conditions ?? null;
  return {
    modelId: model.summary.id,
    table: table.name,
    device,
    level: intervalLevel,
    trainingDevices: predictions.trainingDevices,
    relation,
    signature: predictions.signature.map((network) => ({ network, measuredMs: nullable(measured.get(network)) })),
    networks,
    scores: relation === 'trained-on' ? null : scoresOf(networks),
    conditions: conditions && {
      deviceId: conditions.deviceId,
      precision: conditions.precision,
      threads: conditions.threads,
      affinity: [...conditions.affinity],
      resolution: conditions.networkOptions?.resolution ?? null,
    },
  };
}

export function relationTo({ heldOut, trainingDevices }: UsableCostModel, device: string): DevicePredictions['relation'] {
  if (heldOut.some((predictions) => predictions.device === device)) return 'left-out';
  return trainingDevices.includes(device) ? 'trained-on' : 'new';
}

interface Predicted {
  readonly networks: readonly string[];
  readonly signature: readonly string[];
  readonly trainingDevices: number;
  readonly prediction: LatencyPrediction;
  readonly scalarMs: ArrayLike<number>;
}

function fromKept(
  networks: readonly string[],
  { signature, trainingDevices, latencyMs, interval, scalarMs }: StoredPredictions,
): Predicted {
  const bounds = interval && { lowMs: Float64Array.from(interval.lowMs), highMs: Float64Array.from(interval.highMs) };
  const prediction = { latencyMs: Float64Array.from(latencyMs), ...(bounds ? { interval: bounds } : {}) };
  return { networks, signature, trainingDevices, prediction, scalarMs };
}

/** On a device that is new, or of a model from a file: what the model says of the table's networks, as many as it would be fitted to. */
function predictedNow(
  { model, scalar, summary, networks }: UsableCostModel,
  table: StoredTable,
  measured: ReadonlyMap<string, number>,
  findLayers: FindLayers,
): Predicted {
  const names = networks.length > 0 ? networks : table.names.slice(0, mostNetworks).map(String);
  const layered = names.flatMap((name) => {
    const network = findLayers(name);
    return network === undefined ? [] : [{ ...network, id: name }];
  });
  const signaturesMs = [model.signature.map((network) => measured.get(network) ?? NaN)];
  const about = { signature: model.signature, trainingDevices: summary.trainingDevices };
  if (signaturesMs[0]!.every(Number.isNaN)) return { ...about, networks: [], prediction: { latencyMs: new Float64Array() }, scalarMs: [] };
  return {
    ...about,
    networks: layered.map(({ id }) => id),
    prediction: model.predict(signaturesMs, layered)[0]!,
    scalarMs: scalar.predict(signaturesMs, layered)[0]!.latencyMs,
  };
}

const mostNetworks = 500;

function scoresOf(networks: DevicePredictions['networks']): DevicePredictions['scores'] {
  const checked = networks.filter(({ measuredMs }) => measuredMs !== null);
  if (checked.length === 0) return null;
  const measuredMs = [Float64Array.from(checked, (network) => network.measuredMs!)];
  const interval = checked.every(({ lowMs }) => lowMs !== null)
    ? {
        interval: {
          lowMs: Float64Array.from(checked, ({ lowMs }) => lowMs!),
          highMs: Float64Array.from(checked, ({ highMs }) => highMs!),
        },
      }
    : {};
  return {
    networks: checked.length,
    model: scorePredictions([{ latencyMs: Float64Array.from(checked, ({ latencyMs }) => latencyMs), ...interval }], measuredMs),
    scalar: scorePredictions([{ latencyMs: Float64Array.from(checked, ({ scalarMs }) => scalarMs) }], measuredMs),
  };
}

function nullable(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
