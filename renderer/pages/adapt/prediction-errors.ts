import type { Adaptation } from '../../../preload/contract/adaptation.ts';

/** Half-width of a normal's 90 % interval in standard deviations. */
export const deviationsOf90 = 1.6448536269514722;

type Unseen = Adaptation['unseen'][number];

/** Relative error of each prediction, a fraction; negative: predicted too fast. */
export function relativeErrors(unseen: readonly Pick<Unseen, 'predictedMs' | 'measuredMs'>[]): number[] {
  return unseen.map(({ predictedMs, measuredMs }) => predictedMs / measuredMs - 1);
}

/** Share of measured latencies within their 90 % intervals; null where none is stated. */
export function intervalsHeld(unseen: readonly Unseen[]): number | null {
  const stated = unseen.filter(({ deviationMs }) => deviationMs !== null);
  if (stated.length === 0) return null;
  const held = stated.filter(
    ({ predictedMs, measuredMs, deviationMs }) => Math.abs(predictedMs - measuredMs) <= deviationsOf90 * deviationMs!,
  );
  return held.length / stated.length;
}
