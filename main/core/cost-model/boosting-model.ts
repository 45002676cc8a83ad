import { type Matrix, row, zeros } from '../linalg/matrix.ts';
import { layerFeatureNames, rowFeatures } from '../network/layer-features.ts';
import { fitBoosting } from '../predictors/boosting/boosting.ts';
import { boostingFromJson, type BoostingPredictor } from '../predictors/boosting/boosting-predictor.ts';
import { PredictorFields } from '../predictors/predictor-fields.ts';
import type { CostModel, CostModelJson, LayeredNetwork } from './cost-model.ts';
import { latencyProfile } from './latency-profile.ts';
import { readLogs } from './read-fields.ts';
import { completedLogs, signatureLogs } from './signature-logs.ts';
import { requireLayers, type TrainingData } from './training-data.ts';
import { trainingPairs } from './training-pairs.ts';

/** Gradient boosting as published: XGBoost with the defaults of its time. */
export const publishedBoosting = { trees: 100, depth: 3, learningRate: 0.1, minimumLeafSamples: 1, l2: 1 } as const;
/** Stands for the features of layers that a network does not have. */
const padding = -1;
const leastMs = 1e-6;
const version = 1;

/**
 * The published model: boosted trees predict the latency in ms from the 13 features of every layer, padded with −1 to the longest known network,
 * and the signature latencies. Of a longer network the layers beyond are not looked at. Yields the share that is done.
 */
export function* fitBoostingModel(training: TrainingData): Generator<number, CostModel> {
  const { networks, logs, signature } = training;
  const { profile } = latencyProfile(logs);
  const signatureProfile = Float64Array.from(signature, (network) => profile[network]!);
  const ids = signature.map((network) => networks[network]!.id);
  const layers = mostLayers(networks);
  const ofLayers = paddedFeatures(networks, layers);
  const pairs = trainingPairs(training, signatureProfile);
  const featureNames = [...paddedFeatureNames(layers), ...ids.map((id) => `latency of ${id}`)];
  const x = zeros(pairs.length, featureNames.length);
  pairs.forEach((pair, i) => {
    row(x, i).set(row(ofLayers, pair.network));
    row(x, i).set(pair.signatureLogs.map(Math.exp), ofLayers.cols);
  });
  const latencyMs = pairs.map(({ log }) => Math.exp(log));
  return boostingModel(ids, signatureProfile, yield* fitBoosting(x, latencyMs, { featureNames, ...publishedBoosting }));
}

export function boostingModelFromJson(json: unknown): CostModel {
  const fields = new PredictorFields(json);
  fields.requireVersion(version);
  const signature = fields.texts('signature');
  const predictor = boostingFromJson(fields.value('predictor'));
  const layerColumns = predictor.featureNames.length - signature.length;
  if (layerColumns < 0 || layerColumns % layerFeatureNames.length !== 0)
    throw fields.refusal('predictor', 'fitted to layers and a signature');
  return boostingModel(signature, readLogs(fields, 'signatureProfile', signature.length), predictor);
}

export function mostLayers(networks: readonly LayeredNetwork[]): number {
  return networks.reduce((most, { layers }) => Math.max(most, layers.length), 0);
}

export function paddedFeatureNames(layers: number): string[] {
  return Array.from({ length: layers }, (_, layer) => layerFeatureNames.map((name) => `layer ${layer + 1}: ${name}`)).flat();
}

/** The layers' features side by side, [networks, layers × 13]. */
export function paddedFeatures(networks: readonly LayeredNetwork[], layers: number): Matrix {
  const features = zeros(networks.length, layers * layerFeatureNames.length);
  features.data.fill(padding);
  networks.forEach((network, i) => row(features, i).set(rowFeatures(network.layers.slice(0, layers)).data));
  return features;
}

function boostingModel(signature: readonly string[], signatureProfile: Float64Array, predictor: BoostingPredictor): CostModel {
  const { featureNames } = predictor;
  const layers = (featureNames.length - signature.length) / layerFeatureNames.length;
  return {
    kind: 'boosting',
    signature,
    featureNames,
    predict(signaturesMs, networks) {
      requireLayers(networks);
      const x = zeros(networks.length, featureNames.length);
      const ofLayers = paddedFeatures(networks, layers);
      networks.forEach((_, i) => row(x, i).set(row(ofLayers, i)));
      return signaturesMs.map((signatureMs) => {
        const latencies = completedLogs(signatureLogs(signatureMs, signature), signatureProfile).map(Math.exp);
        networks.forEach((_, i) => row(x, i).set(latencies, ofLayers.cols));
        // Trees may fall below zero on a device that is faster than all that they were grown on.
        return { latencyMs: predictor.predict(x).mean.map((value) => Math.max(value, leastMs)) };
      });
    },
    toJSON: (): CostModelJson => ({
      kind: 'boosting',
      version,
      signature,
      featureNames,
      signatureProfile: [...signatureProfile],
      predictor: predictor.toJSON(),
    }),
  };
}
