import type { DeviceDescription } from '../devices/device.ts';

/** Clocks of a computer's cores that differ by less are of one kind: makers let single cores go a little faster. */
const hybridRatio = 0.8;

/**
 * The processors to hold the runner to where nobody chose any: those of the cpufreq policy with the highest maximum clock, and of the next
 * ones where there are more threads than processors. Empty (the system chooses) where the clusters are alike or unknown, where a program
 * cannot be held, and on this computer unless it has cores of two kinds.
 */
export function defaultAffinity(
  { kind, clusters, affinity }: Pick<DeviceDescription, 'kind' | 'clusters' | 'affinity'>,
  threads: number,
): readonly number[] {
  const byClock = clusters.flatMap(({ processors, maximumClockKhz }) =>
    maximumClockKhz === null ? [] : [{ processors, maximumClockKhz }],
  );
  byClock.sort((a, b) => b.maximumClockKhz - a.maximumClockKhz);
  const [fastest, slowest] = [byClock[0]?.maximumClockKhz ?? 0, byClock.at(-1)?.maximumClockKhz ?? 0];
  if (!affinity || byClock.length < 2 || byClock.length < clusters.length) return [];
  if (kind === 'local' && slowest > hybridRatio * fastest) return [];
  const held: number[] = [];
  for (const { processors } of byClock) {
    if (held.length > 0 && held.length >= threads) break;
    held.push(...processors);
  }
  return held.sort((a, b) => a - b);
}
