/** Raw samples, one a run, in order. Microseconds. */
export interface TimedRuns {
  readonly wallUs: readonly number[];
  readonly cpuUs: readonly number[];
  readonly involuntarySwitches: readonly number[];
}

export interface RunLimits {
  /** At least this many runs and at least this long, unless it takes longer than the maximum; never less than one run. */
  readonly runs: number;
  readonly minimumMs: number;
  readonly maximumMs: number;
}

const initialCapacity = 4096;

/** Runs the network until the limits are met. Processor time is the whole process's, so it covers the runtime's own threads. */
export async function timeRuns(run: () => Promise<unknown>, { runs, minimumMs, maximumMs }: RunLimits): Promise<TimedRuns> {
  // Flat arrays made beforehand: the loop itself leaves as little as possible to the garbage collector.
  let wallNs = new Float64Array(Math.max(initialCapacity, runs));
  let cpuUs = new Float64Array(wallNs.length);
  let switches = new Float64Array(wallNs.length);
  let count = 0;
  const first = process.hrtime.bigint();
  for (;;) {
    if (count === wallNs.length) {
      wallNs = doubled(wallNs);
      cpuUs = doubled(cpuUs);
      switches = doubled(switches);
    }
    const before = process.resourceUsage();
    const start = process.hrtime.bigint();
    await run();
    const end = process.hrtime.bigint();
    const after = process.resourceUsage();
    wallNs[count] = Number(end - start);
    cpuUs[count] = after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime;
    switches[count] = after.involuntaryContextSwitches - before.involuntaryContextSwitches;
    count++;
    const elapsedMs = Number(end - first) / 1e6;
    if ((count >= runs && elapsedMs >= minimumMs) || elapsedMs >= maximumMs) break;
  }
  return {
    wallUs: Array.from(wallNs.subarray(0, count), (ns) => Math.round(ns / 100) / 10),
    cpuUs: Array.from(cpuUs.subarray(0, count)),
    involuntarySwitches: Array.from(switches.subarray(0, count)),
  };
}

function doubled(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}
