import type { Measurement } from '../../../preload/contract/campaign.ts';

/** Identifies a measurement within its campaign. */
export function measurementKey({ block, repeat, position }: Measurement): string {
  return `${block}/${repeat}/${position}`;
}

/**
 * The kept measurements of a campaign with those that arrived, in the order measured. What arrived while the kept ones were read is in both; as
 * only that is looked up, a paint costs little even late in a long campaign.
 */
export function mergeMeasurements(kept: readonly Measurement[], arrived: readonly Measurement[]): readonly Measurement[] {
  const keptUntilMs = kept.reduce((latestMs, { measuredAtMs }) => Math.max(latestMs, measuredAtMs), -Infinity);
  const isLater = ({ measuredAtMs }: Measurement): boolean => measuredAtMs > keptUntilMs;
  const known = new Set(arrived.every(isLater) ? [] : kept.map(measurementKey));
  const merged = [...kept, ...arrived.filter((one) => isLater(one) || !known.has(measurementKey(one)))];
  const inOrder = merged.every(({ measuredAtMs }, index) => measuredAtMs >= (merged[index - 1]?.measuredAtMs ?? -Infinity));
  return inOrder ? merged : merged.sort((a, b) => a.measuredAtMs - b.measuredAtMs);
}
