import type { Campaign } from '../../../preload/contract/campaign.ts';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import { answers } from '../../state/device-use.ts';
import type { AdaptSubject } from './adapt-subject.ts';

type Conditions = Pick<Campaign, 'precision' | 'threads' | 'affinity'>;

/** On which devices the target can be measured, the likeliest first (one in use is waited for), and under the conditions of its column (null: it has none yet); or why it cannot. */
export type MeasuringPlan = { devices: readonly DeviceSummary[]; conditions: Conditions | null } | { off: string };

export function measuringPlan(
  { table, target, measured }: Pick<AdaptSubject, 'table' | 'target' | 'measured'>,
  devices: readonly DeviceSummary[],
  campaigns: readonly (Conditions & Pick<Campaign, 'table' | 'column' | 'deviceId'>)[],
): MeasuringPlan {
  const column = table.columns.find(({ name }) => name === target);
  if (column?.origin === 'imported') return { off: 'Imported: no such device here' };
  if (measured >= table.architectures && measured > 0) return { off: 'All are measured' };
  const before = campaigns.find((campaign) => campaign.table === table.name && campaign.column === target);
  const owner = devices.find(({ id, name }) => (before === undefined ? name === target : id === before.deviceId));
  const conditions = before === undefined ? null : conditionsOf(before);
  if (before !== undefined && owner === undefined) return { off: 'The device is not connected' };
  if (owner !== undefined) return answers(owner) ? { devices: [owner], conditions } : { off: 'The device is not ready' };
  const ready = devices.filter(answers).toSorted((a, b) => Number(b.state === 'ready') - Number(a.state === 'ready'));
  return ready.length === 0 ? { off: 'No device is ready' } : { devices: ready, conditions };
}

function conditionsOf({ precision, threads, affinity }: Conditions): Conditions {
  return { precision, threads, affinity };
}
