import { mean } from '../stats/summary.ts';

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

/**
 * How much noisier than on average each sample is on a scale, as factors of the variance: measurements err by a share of the latency, which is the same
 * everywhere where logarithms are modelled. `noiseFactors`: what is thought of single samples beside that.
 */
export function noiseOnScale(scale: LatencyScale, latencyMs: Float64Array, noiseFactors?: Float64Array): Float64Array | undefined {
  if (scale === 'log') return noiseFactors;
  const squares = latencyMs.map((value) => value * value);
  const meanSquare = mean(squares);
  return squares.map((square, i) => (square / meanSquare) * (noiseFactors?.[i] ?? 1));
}

function exponential(value: number): number {
  return Math.exp(Math.max(-largestExponent, Math.min(largestExponent, value)));
}
