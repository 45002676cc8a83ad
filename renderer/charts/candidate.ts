/** An architecture with what a search knows of it: latency in ms, accuracy (or its stand-in) in the axis' unit. */
export type Candidate = {
  readonly name: string;
  readonly latencyMs: number;
  readonly accuracy: number;
  /** Whether the latency was measured or predicted. */
  readonly measured: boolean;
};
