import { type Matrix, row, zeros } from '../linalg/matrix.ts';
import { fitBoosting } from '../predictors/boosting/boosting.ts';
import { boostingFromJson, type BoostingPredictor } from '../predictors/boosting/boosting-predictor.ts';
import { PredictorFields } from '../predictors/predictor-fields.ts';
import type { Rng } from '../rng.ts';
import type { CostModel, CostModelJson, LayeredNetwork } from './cost-model.ts';
import { latencyProfile } from './latency-profile.ts';
import { fitLayerCosts, networkCost } from './layer-costs.ts';
import { aggregateNames, networkAggregates } from './network-aggregates.ts';
import { readLayerCosts, readLogs } from './read-fields.ts';
import { completedLogs, signatureLogs } from './signature-logs.ts';
import { requireLayers, type TrainingData } from './training-data.ts';
import { trainingPairs } from './training-pairs.ts';

/** Shallow trees on a part of the rows and features each: latency is nearly additive in the logarithms. */
const settings = { trees: 400, depth: 3, learningRate: 0.05, minimumLeafSamples: 2, l2: 1 } as const;
const sampling = { rowShare: 0.5, featureShare: 0.3 };
const version = 1;

interface LogRatio {
  readonly signature: readonly string[];
  readonly signatureProfile: Float64Array;
  /** ln of the signature networks' costs. */
  readonly signatureCosts: Float64Array;
  readonly layerCosts: Float64Array;
  readonly predictor: BoostingPredictor;
}

/**
 * For networks that no device has measured: boosted trees predict how far a network's latency differs, as a logarithm, from the device's level
 * on the signature set and from the sum of its layers' costs. Features: aggregates of the layers, their shares in the cost, and how the
 * signature's latencies differ from that level. Yields the share that is done.
 */
export function* fitLogRatioModel(training: TrainingData, rng: Rng): Generator<number, CostModel> {
  const { networks, logs, signature } = training;
  const { profile } = latencyProfile(logs);
  const layerCosts = fitLayerCosts(networks, profile.map(Math.exp));
  const ids = signature.map((network) => networks[network]!.id);
  const signatureProfile = Float64Array.from(signature, (network) => profile[network]!);
  const costs = networks.map((network) => Math.log(networkCost(layerCosts, network)));
  const signatureCosts = Float64Array.from(signature, (network) => costs[network]!);

  const ofNetworks = networkFeatures(networks, layerCosts);
  const pairs = trainingPairs(training, signatureProfile);
  const featureNames = [...networkFeatureNames, ...ids.map((id) => `ratio of ${id}`)];
  const x = zeros(pairs.length, featureNames.length);
  const y = new Float64Array(pairs.length);
  pairs.forEach((pair, i) => {
    const { level, ratios } = ratiosOf(pair.signatureLogs, signatureCosts);
    row(x, i).set(row(ofNetworks, pair.network));
    row(x, i).set(ratios, ofNetworks.cols);
    y[i] = pair.log - level - costs[pair.network]!;
  });
  const predictor = yield* fitBoosting(x, y, { featureNames, ...settings, sampling: { ...sampling, rng } });
  return logRatioModel({ signature: ids, signatureProfile, signatureCosts, layerCosts, predictor });
}

export function logRatioModelFromJson(json: unknown): CostModel {
  const fields = new PredictorFields(json);
  fields.requireVersion(version);
  const signature = fields.texts('signature');
  const predictor = boostingFromJson(fields.value('predictor'));
  if (predictor.featureNames.length !== networkFeatureNames.length + signature.length) {
    throw fields.refusal('predictor', `fitted to ${networkFeatureNames.length} features of networks and a signature`);
  }
  return logRatioModel({
    signature,
    signatureProfile: readLogs(fields, 'signatureProfile', signature.length),
    signatureCosts: readLogs(fields, 'signatureCosts', signature.length),
    layerCosts: readLayerCosts(fields),
    predictor,
  });
}

const networkFeatureNames = ['cost', ...aggregateNames, ...aggregateNames.map((name) => `${name} by cost`)];

/** ln(1 + value) of cost and aggregates, and the aggregates by ms of cost, [networks, names]. */
function networkFeatures(networks: readonly LayeredNetwork[], layerCosts: Float64Array): Matrix {
  const aggregates = networkAggregates(networks);
  const features = zeros(networks.length, networkFeatureNames.length);
  networks.forEach((network, i) => {
    const cost = networkCost(layerCosts, network);
    const totals = row(aggregates, i);
    row(features, i).set([Math.log1p(cost), ...totals.map(Math.log1p), ...totals.map((total) => total / cost)]);
  });
  return features;
}

/** The device's level over its signature networks' costs, and by how much each of them differs from it. */
function ratiosOf(logs: Float64Array, signatureCosts: Float64Array): { level: number; ratios: Float64Array } {
  const differences = logs.map((log, i) => log - signatureCosts[i]!);
  const level = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  return { level, ratios: differences.map((value) => value - level) };
}

function logRatioModel({ signature, signatureProfile, signatureCosts, layerCosts, predictor }: LogRatio): CostModel {
  const { featureNames } = predictor;
  return {
    kind: 'log-ratio',
    signature,
    featureNames,
    predict(signaturesMs, networks) {
      requireLayers(networks);
      const x = zeros(networks.length, featureNames.length);
      const ofNetworks = networkFeatures(networks, layerCosts);
      networks.forEach((_, i) => row(x, i).set(row(ofNetworks, i)));
      const costs = networks.map((network) => networkCost(layerCosts, network));
      return signaturesMs.map((signatureMs) => {
        const { level, ratios } = ratiosOf(completedLogs(signatureLogs(signatureMs, signature), signatureProfile), signatureCosts);
        networks.forEach((_, i) => row(x, i).set(ratios, ofNetworks.cols));
        return { latencyMs: predictor.predict(x).mean.map((value, i) => Math.exp(value + level) * costs[i]!) };
      });
    },
    toJSON: (): CostModelJson => ({
      kind: 'log-ratio',
      version,
      signature,
      featureNames,
      signatureProfile: [...signatureProfile],
      signatureCosts: [...signatureCosts],
      layerCosts: [...layerCosts],
      predictor: predictor.toJSON(),
    }),
  };
}
