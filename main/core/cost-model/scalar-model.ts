import { PredictorFields } from '../predictors/predictor-fields.ts';
import type { CostModel, CostModelJson } from './cost-model.ts';
import { latencyProfile } from './latency-profile.ts';
import { costNames, fitLayerCosts, networkCost } from './layer-costs.ts';
import { readLayerCosts, readLogs } from './read-fields.ts';
import { levelOf, signatureLogs } from './signature-logs.ts';
import { requireLayers, type TrainingData } from './training-data.ts';

interface Scalar {
  readonly signature: readonly string[];
  readonly ids: readonly string[];
  /** ln of the latencies on the average training device, [ids]. */
  readonly profile: Float64Array;
  readonly layerCosts: Float64Array;
}

const version = 1;

/**
 * The baseline: one factor a device, the geometric mean of its signature latencies over the average training device's, times that device's
 * latencies. A network that it has not measured is taken for the sum of its layers' costs.
 */
export function fitScalarModel({ networks, logs, signature }: TrainingData): CostModel {
  const { profile } = latencyProfile(logs);
  return scalarModel({
    signature: signature.map((network) => networks[network]!.id),
    ids: networks.map(({ id }) => id),
    profile,
    layerCosts: fitLayerCosts(networks, profile.map(Math.exp)),
  });
}

export function scalarModelFromJson(json: unknown): CostModel {
  const fields = new PredictorFields(json);
  fields.requireVersion(version);
  const ids = fields.texts('ids');
  const signature = fields.texts('signature');
  if (signature.length === 0 || signature.some((id) => !ids.includes(id))) throw fields.refusal('signature', 'a list of known networks');
  return scalarModel({
    signature,
    ids,
    profile: readLogs(fields, 'profile', ids.length),
    layerCosts: readLayerCosts(fields),
  });
}

function scalarModel({ signature, ids, profile, layerCosts }: Scalar): CostModel {
  const place = new Map(ids.map((id, index) => [id, index]));
  const signatureProfile = Float64Array.from(signature, (id) => profile[place.get(id)!]!);
  return {
    kind: 'scalar',
    signature,
    featureNames: costNames,
    predict(signaturesMs, networks) {
      requireLayers(networks);
      const average = Float64Array.from(networks, (network) => {
        const known = place.get(network.id);
        return known === undefined ? networkCost(layerCosts, network) : Math.exp(profile[known]!);
      });
      return signaturesMs.map((signatureMs) => {
        const factor = Math.exp(levelOf(signatureLogs(signatureMs, signature), signatureProfile));
        return { latencyMs: average.map((ms) => factor * ms) };
      });
    },
    toJSON: (): CostModelJson => ({
      kind: 'scalar',
      version,
      signature,
      featureNames: costNames,
      ids,
      profile: [...profile],
      layerCosts: [...layerCosts],
    }),
  };
}
