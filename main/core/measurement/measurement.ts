import type { ArchitectureName, CampaignId, ContentHash, DeviceId, SpaceId } from '../brand.ts';
import type { RunnerChoice } from './runner-choice.ts';

export type Precision = 'f32' | 'int8';

/** What makes two latencies comparable. A table column never mixes two of them. */
export interface MeasurementConditions {
  readonly deviceId: DeviceId;
  /** Name and version, for example `onnxruntime-node 1.30.0`; of a user's own program `custom …`. */
  readonly runtime: string;
  readonly precision: Precision;
  readonly threads: number;
  /** Logical processors that the runner was held to; empty: not held. */
  readonly affinity: readonly number[];
  /** Input side in pixels and skeleton variant, where they differ from the space's usual ones. */
  readonly networkOptions?: { readonly resolution?: number; readonly width?: number; readonly variant?: string };
  /** As in `DeviceDescription`. */
  readonly powerMode?: string;
}

/** A network from a file, measured as it is. */
export interface MeasuredFile {
  readonly name: ArchitectureName;
  /** Of the file's bytes. */
  readonly hash: ContentHash;
  readonly fileName: string;
}

/** What a person asked to have measured; stored with the campaign and enough to plan it again. */
export interface CampaignSpec {
  readonly spaceId: SpaceId;
  readonly table: string;
  /** Column of the table that the medians go to. */
  readonly column: string;
  readonly conditions: MeasurementConditions;
  /** What measures; absent: what the device usually has. */
  readonly runner?: RunnerChoice;
  /** Measured in randomised order; no duplicates. */
  readonly architectures: readonly ArchitectureName[];
  readonly anchor: ArchitectureName;
  /** Where the architectures are networks from files: one entry for each of them. */
  readonly networks?: readonly MeasuredFile[];
  readonly warmup: number;
  /** At least this many runs and at least `minimumMs` of running an architecture, at most `maximumMs`. */
  readonly runs: number;
  readonly minimumMs: number;
  readonly maximumMs: number;
  readonly blocks: number;
  /** Largest relative change of the anchor within a block (0.05: 5 %) before the block is repeated. */
  readonly driftLimit: number;
  /** How often a block that drifted is measured again before it is accepted with a flag. */
  readonly maximumRepeats: number;
  readonly seed: number;
}

export type CampaignState = 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';

/** Why a measurement should be read with care; `hot`: the device was, or throttled, or allowed other clocks at the block's end than before. */
export type QualityFlag = 'high-spread' | 'anchor-drift' | 'interrupted' | 'hot';

/** One place in a campaign's plan: measured exactly once. */
export interface PlanSlot {
  readonly block: number;
  /** 0 the first time, then the number of the repeat. */
  readonly repeat: number;
  readonly position: number;
}

/** One accepted result of the runner, with all that is needed to judge it later. */
export interface Measurement {
  readonly campaignId: CampaignId;
  readonly slot: PlanSlot;
  readonly architecture: ArchitectureName;
  readonly isAnchor: boolean;
  readonly modelHash: ContentHash;
  /** Raw samples, one a run, in order. */
  readonly wallUs: readonly number[];
  /** These two: one a run, or none where the runtime does not tell. */
  readonly cpuUs: readonly number[];
  readonly involuntarySwitches: readonly number[];
  readonly clockKhz: number | null;
  readonly tempBeforeC: number | null;
  readonly tempAfterC: number | null;
  readonly flags: readonly QualityFlag[];
  /** Of one run, without what the device draws at rest; absent: not measured. Known only after the runner's end. */
  readonly energyMj?: number;
  /** Milliseconds since 1970. */
  readonly measuredAtMs: number;
}

/** Energy of one run of the measurement in a slot. */
export interface MeasuredEnergy {
  readonly slot: PlanSlot;
  readonly energyMj: number;
}

/** A network that cannot be measured: the runner reported an error, or died of it again and again. Its table cell stays missing. */
export interface MeasurementFailure {
  readonly campaignId: CampaignId;
  readonly slot: PlanSlot;
  readonly architecture: ArchitectureName;
  readonly stage: 'load' | 'warmup' | 'run' | 'runner';
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly failedAtMs: number;
}
