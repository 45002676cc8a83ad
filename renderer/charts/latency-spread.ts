/** What the networks with about the same latency on one device take on another. */
export interface LatencySpread {
  readonly atMs: number;
  readonly lowMs: number;
  readonly highMs: number;
  readonly networks: number;
}

/** Fewer neighbours than this say nothing about 5 and 95 %. */
const FEWEST_NETWORKS = 20;

function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const lower = Math.floor(position);
  const low = sorted[lower] ?? NaN;
  const high = sorted[Math.min(lower + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (position - lower);
}

/**
 * The 5 to 95 % range of `latencyB` among the networks whose `latencyA` is within 2 % of a round value near A's median;
 * undefined where fewer than 20 networks are that close.
 */
export function latencySpread(latencyA: readonly number[], latencyB: readonly number[]): LatencySpread | undefined {
  if (latencyA.length === 0) return undefined;
  const median = quantile(
    latencyA.toSorted((a, b) => a - b),
    0.5,
  );
  for (const digits of [1, 2, 3]) {
    const atMs = Number(median.toPrecision(digits));
    if (Math.abs(atMs / median - 1) > 0.1) continue;
    const near = latencyB.filter((_, index) => Math.abs((latencyA[index] ?? NaN) / atMs - 1) <= 0.02).toSorted((a, b) => a - b);
    if (near.length >= FEWEST_NETWORKS) return { atMs, lowMs: quantile(near, 0.05), highMs: quantile(near, 0.95), networks: near.length };
  }
  return undefined;
}
