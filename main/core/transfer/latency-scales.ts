/** Whether latencies or their logarithms are modelled. */
export type LatencyScale = 'raw' | 'log';

/** Beyond, exponentials would end in 0 or Infinity. */
const largestExponent = 600;

/**
 * A modelled value as a positive latency. Below `floorMs`, where a linear model would run into negative latencies, values approach 0 without
 * changing their order.
 */
export function toLatency(scale: LatencyScale, value: number, floorMs: number): number {
  if (scale === 'log') return exponential(value);
  return value >= floorMs ? value : floorMs * exponential((value - floorMs) / floorMs);
}

function exponential(value: number): number {
  return Math.exp(Math.max(-largestExponent, Math.min(largestExponent, value)));
}
