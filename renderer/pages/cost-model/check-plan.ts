import type { CostModelDetail, DevicePredictions } from '../../../preload/contract/cost-model.ts';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import { customSpaceId, layeredSpaceId } from '../../../preload/contract/space-ids.ts';
import { answers } from '../../state/device-use.ts';
import { measureAddress } from '../measure/asked-values.ts';

/** Where networks can be measured on the device, or why they cannot. */
export type CheckPlan = { href: string } | { off: string };

/** As many as show whether the intervals hold. */
export const checkedAtOnce = 5;

/** What to check: the network that is picked, then those of which the model is least sure; without intervals, from the fastest to the slowest. */
export function networksToCheck({ networks }: Pick<DevicePredictions, 'networks'>, picked: string | null): string[] {
  const open = networks.filter(({ measuredMs }) => measuredMs === null);
  const width = ({ lowMs, highMs }: (typeof open)[number]): number => (lowMs === null || highMs === null ? 0 : highMs / lowMs);
  const told = open.some((network) => width(network) > 0);
  const ordered = told ? open.toSorted((a, b) => width(b) - width(a)) : spread(open);
  const first = ordered.filter(({ network }) => network === picked);
  return [...first, ...ordered.filter(({ network }) => network !== picked)].slice(0, checkedAtOnce).map(({ network }) => network);
}

function spread<Item>(items: readonly Item[]): Item[] {
  const count = Math.min(checkedAtOnce, items.length);
  return Array.from({ length: count }, (_, i) => items[Math.round((i * (items.length - 1)) / Math.max(1, count - 1))]!);
}

/** The Measure page with these networks, in the column that they belong to. */
export function checkPlan(
  { table, device, conditions }: Pick<DevicePredictions, 'table' | 'device' | 'conditions'>,
  spaceId: string,
  devices: readonly DeviceSummary[],
  networks: readonly string[],
): CheckPlan {
  if (networks.length === 0) return { off: 'All are measured' };
  if (spaceId === layeredSpaceId) return { off: 'Only layers known: nothing to run' };
  if (spaceId === customSpaceId) return { off: 'Give their files on Measure' };
  if (conditions === null) return { off: 'Imported: no such device here' };
  const summary = devices.find(({ id }) => id === conditions.deviceId);
  if (summary === undefined) return { off: 'The device is not connected' };
  if (!answers(summary)) return { off: 'The device is not ready' };
  return { href: measureAddress({ architectures: networks, spaceId, table, column: device, ...conditions }) };
}

/** The Measure page with the signature set for a device that is new to the table; null where its networks cannot be built. */
export function signatureAddress({ table, spaceId, signature }: Pick<CostModelDetail, 'table' | 'spaceId' | 'signature'>): string | null {
  if (spaceId === layeredSpaceId || spaceId === customSpaceId) return null;
  const anywhere = { deviceId: null, column: '', precision: 'f32', threads: 1, affinity: null, resolution: null } as const;
  return measureAddress({ architectures: signature, spaceId, table, ...anywhere });
}
