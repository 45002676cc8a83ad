/** Ticks since the start of the system, summed over all processors. */
export interface ProcessorTimes {
  readonly busy: number;
  readonly total: number;
}

/** Reads the first line of /proc/stat; null where it is not as expected. Time stolen by a hypervisor counts as busy, waiting for a disk as idle. */
export function parseProcessorTimes(text: string): ProcessorTimes | null {
  const match = /^cpu +([\d ]+)$/m.exec(text);
  // user nice system idle iowait irq softirq steal; guest times are already in user and nice
  const ticks = (match?.[1] ?? '').trim().split(' ').slice(0, 8).map(Number);
  const [, , , idle, waiting = 0] = ticks;
  if (idle === undefined || ticks.some((tick) => !Number.isFinite(tick))) return null;
  const total = ticks.reduce((sum, tick) => sum + tick, 0);
  return { busy: total - idle - waiting, total };
}

/** Share of processor time between two readings that was not idle, 0 … 1; null where no time has passed. */
export function loadBetween(before: ProcessorTimes | null, after: ProcessorTimes | null): number | null {
  if (!before || !after || after.total <= before.total) return null;
  return Math.min(1, Math.max(0, (after.busy - before.busy) / (after.total - before.total)));
}
