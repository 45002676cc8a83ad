import { selectRows } from '../../linalg/matrix.ts';
import { fitBoosting } from '../../predictors/boosting/boosting.ts';
import type { Rng } from '../../rng.ts';
import { mostLayers, paddedFeatureNames, paddedFeatures, publishedBoosting } from '../boosting-model.ts';
import type { LatencyPrediction, LayeredNetwork } from '../cost-model.ts';

const folds = 5;

/**
 * What a model of one device alone predicts: the published trees on layer features, trained on at most `most` of the device's own measurements.
 * A fifth of the networks at a time is predicted from the others. `latencyMs`: [devices][networks]; predictions are of the networks named by
 * `scored`, NaN where the device has measured nothing else. Yields the share that is done.
 */
export function* deviceSpecificPredictions(
  networks: readonly LayeredNetwork[],
  latencyMs: readonly Float64Array[],
  scored: readonly number[],
  most: number,
  rng: Rng,
): Generator<number, LatencyPrediction[]> {
  const layers = mostLayers(networks);
  const features = paddedFeatures(networks, layers);
  const options = { featureNames: paddedFeatureNames(layers), ...publishedBoosting };
  const predictions: LatencyPrediction[] = [];
  for (const latencies of latencyMs) {
    const predicted = new Float64Array(networks.length).fill(NaN);
    const measured = rng.shuffle([...networks.keys()].filter((network) => !Number.isNaN(latencies[network])));
    for (let fold = 0; fold < folds; fold++) {
      const held = measured.filter((_, i) => i % folds === fold);
      const trained = measured.filter((_, i) => i % folds !== fold).slice(0, most);
      if (held.length === 0 || trained.length === 0) continue;
      const y = trained.map((network) => latencies[network]!);
      const model = yield* fitBoosting(selectRows(features, trained), y, options);
      const values = model.predict(selectRows(features, held)).mean;
      held.forEach((network, i) => (predicted[network] = values[i]!));
    }
    predictions.push({ latencyMs: Float64Array.from(scored, (network) => predicted[network]!) });
  }
  return predictions;
}
