import { block, type Matrix, row } from '../../linalg/matrix.ts';
import { multiplyTransposed } from '../../linalg/multiply.ts';
import { createRng } from '../../rng.ts';
import type { CostModel, LayeredNetwork } from '../cost-model.ts';
import type { TrainingData } from '../training-data.ts';
import { measuredIn } from './device-statistics.ts';
import { fitGaussian } from './gaussian-fit.ts';
import { type AttachedNetwork, gaussianModel } from './gaussian-model.ts';
import { intervalFactors } from './interval-factors.ts';
import { NetworkKriging } from './network-kriging.ts';

/** Networks of which the covariance is estimated: time grows with its cube. Others are attached to these. */
const mostNetworks = 256;
const seed = 1;

/** The Gaussian cost model, see `gaussianModel`. Yields the share that is done. */
export function* fitGaussianModel(training: TrainingData): Generator<number, CostModel> {
  const core = coreNetworks(training);
  const inCore = new Set(core);
  const others = Array.from(training.networks.keys()).filter((network) => !inCore.has(network));
  const networks = core.map((network) => training.networks[network]!);
  const signature = training.signature.map((network) => core.indexOf(network));
  // In a large sparse table a device may have measured none of the core.
  const devices = Array.from({ length: training.logs.rows }, (_, device) => device).filter((device) =>
    core.some((network) => !Number.isNaN(row(training.logs, device)[network])),
  );
  const data = { networks, signature, logs: block(training.logs, devices, core) };
  const fit = yield* fitGaussian(data);
  const { statistics, ...weights } = fit;
  const kriging = new NetworkKriging(networks, statistics.mean, fit);
  const attached = others.map((network) => training.networks[network]!);
  return gaussianModel({
    ...weights,
    networks,
    signature,
    mean: statistics.mean,
    covariance: statistics.covariance,
    intervalFactors: intervalFactors(data, fit),
    attached: attach(attached, block(training.logs, devices, others), kriging, statistics.deviations),
  });
}

/** The signature and those that most devices have measured, of equal ones a random part. */
function coreNetworks({ networks, logs, signature }: TrainingData): number[] {
  if (networks.length <= mostNetworks) return Array.from(networks.keys());
  const counts = new Float64Array(networks.length);
  for (let i = 0; i < logs.data.length; i++) if (!Number.isNaN(logs.data[i])) counts[i % networks.length]!++;
  for (const network of signature) counts[network] = Infinity;
  const order = createRng(seed).shuffle([...networks.keys()]);
  const byCount = order.sort((a, b) => (counts[a] === counts[b] ? 0 : counts[b]! - counts[a]!));
  return byCount.slice(0, Math.max(mostNetworks, signature.length)).sort((a, b) => a - b);
}

/**
 * Where the average device stands on networks outside the core: what they are expected to be, corrected by the mean of the devices'
 * measurements about what is expected of each. `logs`: [devices, networks]; `deviations`: [devices, core].
 */
function attach(networks: readonly LayeredNetwork[], logs: Matrix, kriging: NetworkKriging, deviations: Matrix): AttachedNetwork[] {
  if (networks.length === 0) return [];
  const { mean, meanVariances, gains, deviationVariances } = kriging.predict(networks);
  const expected = Array.from({ length: logs.rows }, (_, device) => multiplyTransposed(gains, row(deviations, device)));
  return networks.map(({ id }, network) => {
    const devices = measuredIn(Float64Array.from(expected, (_, device) => row(logs, device)[network]!));
    const precision = 1 / meanVariances[network]! + devices.length / deviationVariances[network]!;
    const differences = devices.map((device) => row(logs, device)[network]! - expected[device]![network]! - mean[network]!);
    const information = differences.reduce((sum, value) => sum + value, 0) / deviationVariances[network]!;
    return { id, mean: mean[network]! + information / precision, variance: 1 / precision };
  });
}
