import { assertNever } from '../../assert-never.ts';
import { invalidInput } from '../../lab-error.ts';
import { type Matrix, zeros } from '../../linalg/matrix.ts';
import type { Rng } from '../../rng.ts';
import { latencyProfile } from '../latency-profile.ts';
import { greedySignature } from './greedy-signature.ts';
import { mutualInformationSignature } from './mutual-information-signature.ts';
import { spearmanSignature } from './spearman-signature.ts';

export const signatureMethods = ['random', 'mutual-information', 'spearman', 'greedy'] as const;
export type SignatureMethod = (typeof signatureMethods)[number];

/** A network is a candidate if so large a share of the devices has measured it that it says how they differ. */
const leastShare = 0.5;

/**
 * Chooses the networks by which devices are told apart: `size` different indices, the most telling first. `latencyMs`: [devices][networks] of the
 * training devices alone, positive, NaN where not measured. Candidates are networks that have at least half as many measurements as the one
 * with the most; what is missing of them is taken from a level of the device and a profile of the networks. `invalid-input`: there are not
 * that many candidates.
 */
export function selectSignature(method: SignatureMethod, latencyMs: readonly ArrayLike<number>[], size: number, rng: Rng): number[] {
  if (!(Number.isInteger(size) && size >= 1)) throw invalidInput(`A signature set of ${size} networks.`, 'Give a whole number from 1 on.');
  const networks = latencyMs[0]?.length ?? 0;
  const counts = Array.from({ length: networks }, (_, network) => latencyMs.filter((device) => !Number.isNaN(device[network])).length);
  const least = Math.max(1, leastShare * Math.max(...counts));
  const candidates = counts.flatMap((count, network) => (count >= least ? [network] : []));
  if (size > candidates.length) {
    throw invalidInput(
      `A signature set of ${size} networks cannot be chosen from ${candidates.length} that the devices have measured.`,
      'Choose a smaller signature set.',
    );
  }
  return choose(method, () => completedLogs(latencyMs, candidates), candidates.length, size, rng).map((place) => candidates[place]!);
}

function choose(method: SignatureMethod, logs: () => Matrix, candidates: number, size: number, rng: Rng): number[] {
  switch (method) {
    case 'random':
      return rng.sampleWithout(candidates, size);
    case 'mutual-information':
      return mutualInformationSignature(logs(), size);
    case 'spearman':
      return spearmanSignature(logs(), size);
    case 'greedy':
      return greedySignature(logs(), size);
    default:
      return assertNever(method);
  }
}

/** ln of the latencies of devices that have any, [devices, candidates]; what is missing is level + profile. */
function completedLogs(latencyMs: readonly ArrayLike<number>[], candidates: readonly number[]): Matrix {
  const devices = latencyMs.filter((latencies) => candidates.some((network) => !Number.isNaN(latencies[network])));
  const logs = zeros(devices.length, candidates.length);
  devices.forEach((latencies, device) => {
    candidates.forEach((network, place) => (logs.data[device * logs.cols + place] = Math.log(latencies[network]!)));
  });
  const { levels, profile } = latencyProfile(logs);
  logs.data.forEach((value, i) => {
    if (Number.isNaN(value)) logs.data[i] = levels[Math.floor(i / logs.cols)]! + profile[i % logs.cols]!;
  });
  return logs;
}
