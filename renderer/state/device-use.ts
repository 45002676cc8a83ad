import type { DeviceSummary } from '../../preload/contract/device.ts';

/** Why a device that answers can't be had just now, as a button says it; undefined where it can. */
export function inUse({ state }: Pick<DeviceSummary, 'state'>): string | undefined {
  if (state === 'measuring') return 'The device is being measured';
  if (state === 'checking') return 'The device is being checked';
  return undefined;
}

/** Whether it can be measured, now or in its turn. */
export function answers(device: Pick<DeviceSummary, 'state'>): boolean {
  return device.state === 'ready' || inUse(device) !== undefined;
}
