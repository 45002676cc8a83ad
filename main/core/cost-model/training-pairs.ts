import { invalidInput } from '../lab-error.ts';
import { row } from '../linalg/matrix.ts';
import { completedLogs } from './signature-logs.ts';
import type { TrainingData } from './training-data.ts';

/** A measurement of a network outside the signature set on a device whose signature latencies are known. */
export interface TrainingPair {
  readonly network: number;
  /** ln of the latency in ms. */
  readonly log: number;
  /** ln of the device's signature latencies, complete. */
  readonly signatureLogs: Float64Array;
}

/** All such measurements, device after device. `signatureProfile`: see `completedLogs`. `invalid-input` where there are none. */
export function trainingPairs({ networks, logs, signature }: TrainingData, signatureProfile: Float64Array): TrainingPair[] {
  const pairs: TrainingPair[] = [];
  const isSignature = new Set(signature);
  for (let device = 0; device < logs.rows; device++) {
    const ofDevice = row(logs, device);
    const measured = Float64Array.from(signature, (network) => ofDevice[network]!);
    if (measured.every(Number.isNaN)) continue;
    const signatureLogs = completedLogs(measured, signatureProfile);
    for (let network = 0; network < networks.length; network++) {
      const log = ofDevice[network]!;
      if (!Number.isNaN(log) && !isSignature.has(network)) pairs.push({ network, log, signatureLogs });
    }
  }
  if (pairs.length > 0) return pairs;
  throw invalidInput(
    'No training device has measured a network outside the signature set and one of it.',
    'Take a smaller signature set, or measure more networks.',
  );
}
