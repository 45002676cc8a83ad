/** From a picosecond to 30 years, in milliseconds: beyond is no measurement, and squares of quotients would overflow. */
const [least, most] = [1e-9, 1e12];

/** Whether that can be a latency: a positive number of milliseconds within reason. */
export function isPlausibleLatency(latencyMs: number): boolean {
  return latencyMs >= least && latencyMs <= most;
}
