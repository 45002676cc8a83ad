import type { ContentHash } from '../core/brand.ts';

/**
 * The runner's contract, the same on every device: `bench --plan PLAN.json --journal FILE`.
 * The journal has one JSON object a line; the exit code is 0 only after `done`. Times are microseconds.
 */
export interface RunnerPlan {
  readonly protocol: 1;
  readonly threads: number;
  /** Logical processors to hold the runner to; empty: anywhere. */
  readonly affinity: readonly number[];
  /** The runner ends after the current network when this file appears; relative to the device folder. */
  readonly stopFile: string;
  readonly items: readonly RunnerPlanItem[];
}

export interface RunnerPlanItem {
  readonly position: number;
  readonly modelHash: ContentHash;
  /** Relative to the device folder. */
  readonly modelPath: string;
  readonly warmup: number;
  readonly runs: number;
  readonly minimumMs: number;
  readonly maximumMs: number;
}

export type JournalLine =
  | {
      readonly type: 'hello';
      readonly protocol: 1;
      readonly runner: string;
      readonly runtime: string;
      readonly threads: number;
      /** Processors that the runner was really held to; empty: not held. */
      readonly affinity: readonly number[];
      readonly pid: number;
    }
  | { readonly type: 'load'; readonly position: number; readonly modelHash: ContentHash; readonly loadUs: number }
  | { readonly type: 'warmup'; readonly position: number; readonly modelHash: ContentHash; readonly wallUs: readonly number[] }
  | JournalResult
  | {
      readonly type: 'error';
      readonly position: number;
      readonly modelHash: ContentHash;
      readonly stage: 'load' | 'warmup' | 'run';
      readonly message: string;
    }
  | { readonly type: 'done'; readonly stopped: boolean };

export interface JournalResult {
  readonly type: 'result';
  readonly position: number;
  readonly modelHash: ContentHash;
  readonly wallUs: readonly number[];
  /** These two: one a run, or none where the runtime does not tell. */
  readonly cpuUs: readonly number[];
  readonly involuntarySwitches: readonly number[];
  readonly clockKhz: number | null;
  readonly tempBeforeC: number | null;
  readonly tempAfterC: number | null;
  /** Sum of the output's values in the last run: the same network gives nearly the same everywhere; null where it is not finite or not f32. */
  readonly outputSum: number | null;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}
