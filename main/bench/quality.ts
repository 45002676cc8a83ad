import type { JournalResult } from '../devices/runner-protocol.ts';
import type { QualityFlag } from '../core/measurement/measurement.ts';
import { median } from '../core/stats/quantiles.ts';
import { coefficientOfVariation } from '../core/stats/summary.ts';

/**
 * Spread of the samples (standard deviation over mean) beyond which a measurement is flagged `high-spread`: twice what MLPerf Mobile allows
 * between repeated tries.
 */
export const spreadLimit = 0.1;

/** A sample counts as interrupted when it was preempted, or when its wall time is this much longer than its processor time. */
const wallOverCpu = 1.25;
/** Processor time is counted in microseconds and charged late: differences below this are no evidence. */
const wallSlackUs = 100;
/** Share of interrupted samples from which the median itself is in doubt. */
const interruptedShare = 0.25;

/** What speaks against a result by itself. `hotC`: temperature from which a device counts as hot. */
export function qualityFlags(result: JournalResult, threads: number, hotC: number): readonly QualityFlag[] {
  const flags: QualityFlag[] = [];
  if (coefficientOfVariation(result.wallUs) > spreadLimit) flags.push('high-spread');
  if (interruptedSamples(result, threads) > interruptedShare * result.wallUs.length) flags.push('interrupted');
  if (Math.max(result.tempBeforeC ?? -Infinity, result.tempAfterC ?? -Infinity) >= hotC) flags.push('hot');
  return flags;
}

/**
 * Samples in which the runner had to wait for a processor: none where the runtime does not tell. With several threads, wall and processor time
 * say nothing about each other.
 */
function interruptedSamples({ wallUs, cpuUs, involuntarySwitches }: JournalResult, threads: number): number {
  return wallUs.filter((wall, run) => {
    const waited = threads === 1 && wall > wallOverCpu * (cpuUs[run] ?? wall) + wallSlackUs;
    return waited || (involuntarySwitches[run] ?? 0) > 0;
  }).length;
}

/** Median of the samples in milliseconds: the latency that goes to the table. */
export function medianLatencyMs(wallUs: readonly number[]): number {
  return median(wallUs) / 1000;
}

/** Largest relative change between the anchor's medians in a block (0.05: 5 %); null before there are two. */
export function anchorDrift(anchorMediansMs: readonly number[]): number | null {
  if (anchorMediansMs.length < 2) return null;
  return Math.max(...anchorMediansMs) / Math.min(...anchorMediansMs) - 1;
}
