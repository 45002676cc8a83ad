import type { MeasurementConditions } from '../core/measurement/measurement.ts';

/** One string for equal conditions, whatever the order of their keys and processors: two columns are the same when this is. */
export function conditionKey(conditions: MeasurementConditions): string {
  const { resolution, width, variant } = conditions.networkOptions ?? {};
  const isUsual = resolution === undefined && width === undefined && variant === undefined;
  return JSON.stringify({
    deviceId: conditions.deviceId,
    runtime: conditions.runtime,
    precision: conditions.precision,
    threads: conditions.threads,
    affinity: conditions.affinity.toSorted((a, b) => a - b),
    networkOptions: isUsual ? undefined : { resolution, width, variant },
    powerMode: conditions.powerMode,
  });
}

/** Reads what `conditionKey` wrote. */
export function parseConditionKey(key: string): MeasurementConditions {
  return JSON.parse(key) as MeasurementConditions;
}
