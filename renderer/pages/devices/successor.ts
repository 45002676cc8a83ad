import type { DeviceSummary } from '../../../preload/contract/device.ts';

/**
 * The device that has taken the place of one that is gone: a phone on Wi-Fi says who it is only once it trusts this computer, and is another
 * entry of the list from then on. null where that is not clear.
 */
export function successorOf(goneId: string, before: readonly DeviceSummary[], now: readonly DeviceSummary[]): string | null {
  const gone = before.find(({ id }) => id === goneId);
  if (gone?.state !== 'unauthorized' || now.some(({ id }) => id === goneId)) return null;
  const known = new Set(before.map(({ id }) => id));
  const [successor, ...others] = now.filter(({ id, kind }) => kind === gone.kind && !known.has(id));
  return successor !== undefined && others.length === 0 ? successor.id : null;
}
