/** An architecture with what a search knows of it: latency in ms, accuracy (or its stand-in) in the axis' unit. */
export type Candidate = {
  readonly name: string;
  readonly latencyMs: number;
  readonly accuracy: number;
  /** Whether the latency was measured or predicted. */
  readonly measured: boolean;
};

/** The 90 % interval of a predicted latency, where `factor` is how far predictions are off; null where it is measured or nothing is known of that. */
export function predictedInterval(
  { latencyMs, measured }: Candidate,
  factor: number | null,
): readonly [lowMs: number, highMs: number] | null {
  return measured || factor === null ? null : [latencyMs / factor, latencyMs * factor];
}
