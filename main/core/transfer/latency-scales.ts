/** Whether latencies or their logarithms are modelled. */
export type LatencyScale = 'raw' | 'log';

/**
 * A modelled value as a positive latency. Below `floorMs`, where a linear model would run into negative latencies, values approach 0 without
 * changing their order.
 */
export function toLatency(scale: LatencyScale, value: number, floorMs: number): number {
  if (scale === 'log') return Math.exp(Math.min(value, 700));
  return value >= floorMs ? value : floorMs * Math.exp((value - floorMs) / floorMs);
}
