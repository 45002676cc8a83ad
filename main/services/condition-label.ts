import type { MeasurementConditions } from '../core/measurement/measurement.ts';
import { formatProcessorList } from '../devices/profile/processor-list.ts';

/** Conditions on one device and runtime, for example `f32-1t`, `int8-2t-cpu0-1`, `f32-1t-r160`, `f32-1t-25W`: those that differ have labels that differ. */
export function conditionLabel(conditions: Omit<MeasurementConditions, 'deviceId'>): string {
  const { precision, threads, affinity, networkOptions = {}, powerMode } = conditions;
  const { resolution, width, variant } = networkOptions;
  const parts = [precision, `${threads}t`];
  if (affinity.length > 0) parts.push(`cpu${formatProcessorList(affinity)}`);
  if (resolution !== undefined) parts.push(`r${resolution}`);
  if (width !== undefined) parts.push(`w${width}`);
  if (variant !== undefined) parts.push(variant);
  if (powerMode !== undefined) parts.push(powerMode);
  return parts.join('-');
}
