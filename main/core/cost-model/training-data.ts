import { invalidInput } from '../lab-error.ts';
import { type Matrix, zeros } from '../linalg/matrix.ts';
import type { CostModelTraining, LayeredNetwork } from './cost-model.ts';

/** Training data with something in every row and column. */
export interface TrainingData {
  readonly networks: readonly LayeredNetwork[];
  /** ln of the latencies in ms, [devices, networks]; NaN: not measured. */
  readonly logs: Matrix;
  readonly signature: readonly number[];
}

/**
 * Checks training data and leaves out devices and networks without any measurement. `invalid-input`: nothing is left, a network is there twice
 * or has no layers, the signature set is empty, has a network twice or one that no device has measured, a latency is not positive.
 */
export function trainingData({ networks, latencyMs, signature }: CostModelTraining): TrainingData {
  requireDistinct(networks.map(({ id }) => id));
  requireLayers(networks);
  latencyMs.forEach((latencies, device) => requireLatencies(latencies, networks, device));
  const devices = latencyMs.filter((latencies) => Array.from(latencies).some((value) => !Number.isNaN(value)));
  if (devices.length === 0) throw invalidInput('No training device has a latency.', 'Measure the signature set and other networks on one.');
  const known = networks.flatMap((_, network) => (devices.some((latencies) => !Number.isNaN(latencies[network])) ? [network] : []));
  const logs = zeros(devices.length, known.length);
  devices.forEach((latencies, device) => {
    known.forEach((network, column) => (logs.data[device * known.length + column] = Math.log(latencies[network]!)));
  });
  return { networks: known.map((network) => networks[network]!), logs, signature: signatureAmong(signature, known, networks) };
}

/** `invalid-input` where a network has no layers. */
export function requireLayers(networks: readonly LayeredNetwork[]): void {
  for (const { id, layers } of networks) {
    if (layers.length === 0) throw invalidInput(`The network ${id} has no layers.`, 'Give its layer rows.');
  }
}

function requireDistinct(ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw invalidInput(`The network ${id} is there twice.`, 'Give every network once.');
    seen.add(id);
  }
}

function requireLatencies(latencies: ArrayLike<number>, networks: readonly LayeredNetwork[], device: number): void {
  if (latencies.length !== networks.length) throw new RangeError(`${latencies.length} latencies for ${networks.length} networks`);
  networks.forEach(({ id }, network) => {
    const value = latencies[network]!;
    if (Number.isNaN(value) || (value > 0 && value < Infinity)) return;
    throw invalidInput(`Training device ${device + 1} has the latency ${value} for ${id}.`, 'Leave out what was not measured.');
  });
}

function signatureAmong(signature: readonly number[], known: readonly number[], networks: readonly LayeredNetwork[]): number[] {
  if (signature.length === 0) throw invalidInput('The signature set is empty.', 'Choose at least one network for it.');
  if (new Set(signature).size < signature.length) throw invalidInput('The signature set has a network twice.', 'Give every network once.');
  return signature.map((network) => {
    const place = known.indexOf(network);
    if (place >= 0) return place;
    const id = networks[network]?.id;
    if (id === undefined) throw new RangeError(`there is no network ${network}`);
    throw invalidInput(`No training device has measured the signature network ${id}.`, 'Choose the signature among measured networks.');
  });
}
