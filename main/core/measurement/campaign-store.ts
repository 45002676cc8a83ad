import type { CampaignId } from '../brand.ts';
import type { CampaignSpec, CampaignState, MeasuredEnergy, Measurement, MeasurementFailure, PlanSlot, QualityFlag } from './measurement.ts';

/** What became of one execution of a block. */
export interface BlockRecord {
  readonly block: number;
  readonly repeat: number;
  readonly outcome: 'accepted' | 'repeated';
  readonly anchorDrift: number | null;
}

/** A campaign as it is kept. */
export interface CampaignRecord {
  readonly id: CampaignId;
  readonly spec: CampaignSpec;
  readonly state: CampaignState;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
}

/** A turn that was measured; its samples are read when they are asked for. */
export interface MeasuredTurn {
  readonly slot: PlanSlot;
  wallUs(): readonly number[];
}

/** Where a campaign keeps what must survive kill -9. Every call is one committed transaction. */
export interface CampaignStore {
  get(id: CampaignId): CampaignRecord;
  setState(id: CampaignId, state: CampaignState, message: string, endedAtMs: number | null): void;
  /** Does nothing where the slot already has its measurement; says whether it was new. */
  addMeasurement(measurement: Measurement): boolean;
  /** Puts energies beside measurements that are there and have none. */
  addEnergies(id: CampaignId, energies: readonly MeasuredEnergy[]): void;
  /** In the order in which they were committed. */
  measurements(id: CampaignId): readonly Measurement[];
  /** Which turns have one, in no order: of a campaign with a million samples few are asked for. */
  turns(id: CampaignId): readonly MeasuredTurn[];
  /** A slot that stays without a measurement. Does nothing where the slot already has its failure; says whether it was new. */
  addFailure(failure: MeasurementFailure): boolean;
  /** In the order in which they were committed. */
  failures(id: CampaignId): readonly MeasurementFailure[];
  /** Marks every measurement of one execution of a block. */
  addFlag(id: CampaignId, execution: Pick<PlanSlot, 'block' | 'repeat'>, flag: QualityFlag): void;
  /** Closes a block once; an accepted block's medians go to the campaign's table column in the same transaction, its energies to a table beside it. */
  closeBlock(id: CampaignId, record: BlockRecord, medians: readonly { readonly architecture: string; readonly latencyMs: number }[]): void;
  /** In the order in which they were closed. */
  blocks(id: CampaignId): readonly BlockRecord[];
}
