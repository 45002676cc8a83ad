/** An architecture with what a search knows of it: latency in ms, accuracy (or its stand-in) in the axis' unit. */
export type Candidate = {
  readonly name: string;
  readonly latencyMs: number;
  readonly accuracy: number;
  /** Whether the latency was measured or predicted. */
  readonly measured: boolean;
  /** The factor within which 90 of 100 measurements lie of the predicted latency; absent: measured, or unknown. */
  readonly within?: number | undefined;
};

/** The 90 % interval of a predicted latency; null where it is measured, or where it is not known how far the prediction is off. */
export function predictedInterval({ latencyMs, within }: Candidate): readonly [lowMs: number, highMs: number] | null {
  return within === undefined ? null : [latencyMs / within, latencyMs * within];
}
