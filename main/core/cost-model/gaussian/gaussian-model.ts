import { cholesky } from '../../linalg/cholesky.ts';
import { type Matrix, row, zeros } from '../../linalg/matrix.ts';
import { PredictorFields } from '../../predictors/predictor-fields.ts';
import type { CostModel, CostModelJson, LayeredNetwork } from '../cost-model.ts';
import { costNames } from '../layer-costs.ts';
import { layeredNetworkFromJson, layeredNetworkToJson } from '../layered-network-json.ts';
import { aggregateNames } from '../network-aggregates.ts';
import { readLayerCosts, readLogs } from '../read-fields.ts';
import { signatureLogs } from '../signature-logs.ts';
import { requireLayers } from '../training-data.ts';
import { conditionOn, leastVariance } from './condition-on.ts';
import { measuredIn, withLevel } from './device-statistics.ts';
import { carriedOver, type KrigedNetworks, type KrigingWeights, NetworkKriging } from './network-kriging.ts';
import { type IntervalFactors, ninetyPercent } from './interval-factors.ts';
import { similarityCount } from './network-similarity.ts';

/** A known network that is left out of the covariance of devices: it is predicted like an unknown one, but for its mean. */
export interface AttachedNetwork {
  readonly id: string;
  /** ln of the latency on the average device. */
  readonly mean: number;
  readonly variance: number;
}

export interface GaussianModelParts extends KrigingWeights {
  readonly networks: readonly LayeredNetwork[];
  /** Places in `networks`. */
  readonly signature: readonly number[];
  /** ln of the latencies on the average device, [networks]. */
  readonly mean: Float64Array;
  /** Of devices' deviations, levels apart, [networks, networks]. */
  readonly covariance: Matrix;
  readonly attached: readonly AttachedNetwork[];
  readonly intervalFactors: IntervalFactors;
}

const version = 1;
/** Of logarithms, in files. */
const largestVariance = 1e6;
const featureNames: readonly string[] = [...costNames, ...aggregateNames];

/**
 * Devices are draws from a normal distribution of logarithms of latencies; a device's latencies on known networks are conditioned on its
 * signature, those on other networks are kriged from there.
 */
export function gaussianModel(parts: GaussianModelParts): CostModel {
  const { networks: known, mean, attached, intervalFactors: factors } = parts;
  const signature = parts.signature.map((place) => known[place]!.id);
  const places = new Map(known.map(({ id }, place) => [id, place]));
  const attachedById = new Map(attached.map((network) => [network.id, network]));
  const covariance = withLevel(parts.covariance);
  let kriging: NetworkKriging | undefined;

  const kriged = (networks: readonly LayeredNetwork[]): KrigedNetworks => {
    if (networks.length === 0) return nothingKriged;
    kriging ??= new NetworkKriging(known, mean, parts);
    const others = kriging.predict(networks);
    networks.forEach(({ id }, i) => {
      const own = attachedById.get(id);
      if (own) [others.mean[i], others.meanVariances[i]] = [own.mean, own.variance];
    });
    return others;
  };

  return {
    kind: 'gaussian',
    signature,
    featureNames,
    predict(signaturesMs, networks) {
      requireLayers(networks);
      const others = kriged(networks.filter(({ id }) => !places.has(id)));
      return signaturesMs.map((signatureMs) => {
        const measured = signatureLogs(signatureMs, signature);
        const given = measuredIn(measured);
        const device = conditionOn(
          covariance,
          given.map((i) => parts.signature[i]!),
          Float64Array.from(given, (i) => measured[i]! - mean[parts.signature[i]!]!),
        );
        const unknown = carriedOver(device, others);
        let next = 0;
        const values = networks.map(({ id }) => {
          const place = places.get(id);
          if (place === undefined) return { log: unknown.logs[next]!, halfWidth: halfWidth(unknown.variances[next++]!, factors.unknown) };
          return { log: mean[place]! + device.expected[place]!, halfWidth: halfWidth(device.variances[place]!, factors.known) };
        });
        return {
          latencyMs: Float64Array.from(values, ({ log }) => Math.exp(log)),
          interval: {
            lowMs: Float64Array.from(values, ({ log, halfWidth: half }) => Math.exp(log - half)),
            highMs: Float64Array.from(values, ({ log, halfWidth: half }) => Math.exp(log + half)),
          },
        };
      });
    },
    toJSON: () => gaussianToJson(parts, signature),
  };
}

const nothingKriged: KrigedNetworks = {
  mean: new Float64Array(0),
  meanVariances: new Float64Array(0),
  gains: zeros(0, 0),
  deviationVariances: new Float64Array(0),
};

/** Half the width of an interval, as a logarithm. */
function halfWidth(variance: number, factor: number): number {
  return factor * ninetyPercent * Math.sqrt(variance);
}

function gaussianToJson(parts: GaussianModelParts, signature: readonly string[]): CostModelJson {
  return {
    kind: 'gaussian',
    version,
    signature,
    featureNames,
    networks: parts.networks.map(layeredNetworkToJson),
    mean: [...parts.mean],
    covariance: parts.networks.flatMap((_, i) => [...row(parts.covariance, i).subarray(0, i + 1)]),
    layerCosts: [...parts.layerCosts],
    meanWeights: [...parts.meanWeights],
    deviationWeights: [...parts.deviationWeights],
    attached: parts.attached,
    intervalFactors: parts.intervalFactors,
  };
}

export function gaussianModelFromJson(json: unknown): CostModel {
  const fields = new PredictorFields(json);
  fields.requireVersion(version);
  const networks = fields.objects('networks').map(layeredNetworkFromJson);
  const n = networks.length;
  const signature = fields.texts('signature').map((id) => networks.findIndex((network) => network.id === id));
  if (signature.length === 0 || signature.includes(-1)) throw fields.refusal('signature', 'a list of known networks');
  const factors = fields.object('intervalFactors');
  const weights = (name: string): Float64Array => {
    const values = fields.numbers(name, similarityCount + 1);
    if (values.every((value) => value >= 0 && value <= largestVariance) && values.at(-1)! >= leastVariance) return values;
    throw fields.refusal(name, `a list of variances up to ${largestVariance}, the last one not below ${leastVariance}`);
  };
  const covariance = symmetric(n, fields.numbers('covariance', (n * (n + 1)) / 2));
  if (cholesky(withLevel(covariance)) === undefined) throw fields.refusal('covariance', 'that of a normal distribution');
  return gaussianModel({
    networks,
    signature,
    mean: readLogs(fields, 'mean', n),
    covariance,
    layerCosts: readLayerCosts(fields),
    meanWeights: weights('meanWeights'),
    deviationWeights: weights('deviationWeights'),
    attached: fields.objects('attached').map((network) => ({
      id: network.text('id'),
      mean: network.number('mean'),
      variance: network.number('variance'),
    })),
    intervalFactors: { known: factors.number('known'), unknown: factors.number('unknown') },
  });
}

/** A symmetric matrix from the rows of its lower triangle. */
function symmetric(n: number, lower: Float64Array): Matrix {
  const matrix = zeros(n, n);
  for (let i = 0, next = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) matrix.data[i * n + j] = matrix.data[j * n + i] = lower[next++]!;
  }
  return matrix;
}
