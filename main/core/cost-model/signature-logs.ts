import { invalidInput } from '../lab-error.ts';

/**
 * ln of a device's signature latencies, [signature], NaN where not measured. `invalid-input`: none is measured, or one is not positive.
 */
export function signatureLogs(signatureMs: ArrayLike<number>, ids: readonly string[]): Float64Array {
  if (signatureMs.length !== ids.length) throw new RangeError(`${signatureMs.length} latencies for a signature of ${ids.length} networks`);
  const logs = Float64Array.from(signatureMs, (value, i) => {
    if (Number.isNaN(value) || (value > 0 && value < Infinity)) return Math.log(value);
    throw invalidInput(`The signature network ${ids[i]} has the latency ${value}.`, 'Leave out what was not measured.');
  });
  if (logs.every(Number.isNaN)) {
    throw invalidInput('None of the signature networks is measured on the device.', 'Measure at least one, better all of them.');
  }
  return logs;
}

/** The logarithms with those that are missing put where the profile of the average device has them. Both [signature]. */
export function completedLogs(logs: Float64Array, profile: Float64Array): Float64Array {
  const level = levelOf(logs, profile);
  return logs.map((value, i) => (Number.isNaN(value) ? level + profile[i]! : value));
}

/** How much slower the device is than the average one: mean of logs − profile over what is measured. */
export function levelOf(logs: Float64Array, profile: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < logs.length; i++) {
    if (Number.isNaN(logs[i])) continue;
    sum += logs[i]! - profile[i]!;
    count++;
  }
  return sum / count;
}
