import type { CampaignId } from '../core/brand.ts';
import type { CampaignSpec, Measurement, MeasurementFailure, PlanSlot } from '../core/measurement/measurement.ts';
import type { BlockRecord, CampaignStore } from '../core/measurement/campaign-store.ts';
import { blockCount, planBlock, type PlannedItem } from './plan-campaign.ts';
import { anchorDrift, medianLatencyMs } from './quality.ts';

/** One execution of a block as it stands. */
export interface BlockState {
  readonly block: number;
  readonly repeat: number;
  /** Turns with a result or a failure, and all of them; the anchor's included. */
  readonly done: number;
  readonly total: number;
  readonly anchorDrift: number | null;
  /** null while it is not closed. */
  readonly outcome: BlockRecord['outcome'] | null;
}

/**
 * What a campaign has and what it lacks: the store's records beside the plan. Everything is committed to the store before it counts here,
 * so a ledger made anew after a crash says the same.
 */
export class CampaignLedger {
  readonly id: CampaignId;
  readonly spec: CampaignSpec;
  readonly blockCount: number;
  readonly #store: CampaignStore;
  /** Medians, each made when it is asked for: of a campaign at rest only the anchor's are. */
  readonly #mediansMs = new Map<string, () => number>();
  readonly #failures: MeasurementFailure[] = [];
  readonly #failedSlots = new Set<string>();
  readonly #failedArchitectures = new Set<string>();
  readonly #blocks: BlockRecord[];
  readonly #plans = new Map<string, readonly PlannedItem[]>();

  constructor(store: CampaignStore, id: CampaignId) {
    this.id = id;
    this.spec = store.get(id).spec;
    this.blockCount = blockCount(this.spec);
    this.#store = store;
    for (const { slot, wallUs } of store.turns(id))
      this.#mediansMs.set(
        slotKey(slot),
        once(() => medianLatencyMs(wallUs())),
      );
    this.#blocks = [...store.blocks(id)];
    for (const failure of store.failures(id)) this.#countFailure(failure);
  }

  get failures(): readonly MeasurementFailure[] {
    return this.#failures;
  }

  plan(block: number, repeat: number): readonly PlannedItem[] {
    const key = `${block}/${repeat}`;
    const known = this.#plans.get(key) ?? planBlock(this.spec, block, repeat);
    this.#plans.set(key, known);
    return known;
  }

  /** The execution of a block that is to be worked on; null when the block is accepted. */
  openRepeat(block: number): number | null {
    const closed = this.#blocks.filter((record) => record.block === block);
    return closed.some((record) => record.outcome === 'accepted') ? null : closed.length;
  }

  /** Turns that still have to be measured, in order. A network that failed once is not tried again in a repeat. */
  missing(block: number, repeat: number): readonly PlannedItem[] {
    return this.plan(block, repeat).filter((turn) => !this.#isSettled(turn));
  }

  addMeasurement(measurement: Measurement): boolean {
    const isNew = this.#store.addMeasurement(measurement);
    const latencyMs = medianLatencyMs(measurement.wallUs);
    this.#mediansMs.set(slotKey(measurement.slot), () => latencyMs);
    return isNew;
  }

  /** Energies of an execution's turns by position; those that have theirs already keep it. */
  addEnergies(block: number, repeat: number, energies: readonly { readonly position: number; readonly energyMj: number }[]): void {
    if (energies.length === 0) return;
    this.#store.addEnergies(
      this.id,
      energies.map(({ position, energyMj }) => ({ slot: { block, repeat, position }, energyMj })),
    );
  }

  addFailure(failure: MeasurementFailure): void {
    if (this.#store.addFailure(failure)) this.#countFailure(failure);
  }

  /**
   * Closes an execution without missing turns: accepted, or to be repeated because the anchor drifted or heat disturbed it. What is kept though
   * heat disturbed it is flagged.
   */
  close(block: number, repeat: number, isDisturbed: boolean): BlockRecord {
    const repeatIt = (isDisturbed || this.hasDrifted(block, repeat)) && repeat < this.spec.maximumRepeats;
    const record: BlockRecord = { block, repeat, outcome: repeatIt ? 'repeated' : 'accepted', anchorDrift: this.#drift(block, repeat) };
    if (isDisturbed && !repeatIt) this.#store.addFlag(this.id, { block, repeat }, 'hot');
    this.#store.closeBlock(this.id, record, repeatIt ? [] : this.#medians(block, repeat));
    this.#blocks.push(record);
    return record;
  }

  /** Whether the anchor changed by more than the limit in this execution, as far as it has gone. */
  hasDrifted(block: number, repeat: number): boolean {
    return (this.#drift(block, repeat) ?? 0) > this.spec.driftLimit;
  }

  /** Every execution of every block: the closed ones and the one to be worked on. */
  blocks(): readonly BlockState[] {
    return Array.from({ length: this.blockCount }, (_, block) => {
      const closed = this.#blocks.filter((record) => record.block === block);
      const open = this.openRepeat(block);
      return [
        ...closed.map((record) => this.#state(block, record.repeat, record.outcome)),
        ...(open === null ? [] : [this.#state(block, open, null)]),
      ];
    }).flat();
  }

  /** Architectures that have their latency (in the latest execution of their block), and all of them; turns that are left. */
  progress(): { readonly done: number; readonly total: number; readonly turnsLeft: number } {
    let done = 0;
    let turnsLeft = 0;
    for (let block = 0; block < this.blockCount; block++) {
      const open = this.openRepeat(block);
      const latest = open ?? this.#blocks.filter((record) => record.block === block).length - 1;
      done += this.#measured(block, latest).filter(({ isAnchor }) => !isAnchor).length;
      if (open !== null) turnsLeft += this.missing(block, open).length;
    }
    return { done, total: this.spec.architectures.length, turnsLeft };
  }

  #isSettled({ slot, architecture, isAnchor }: PlannedItem): boolean {
    const key = slotKey(slot);
    return this.#mediansMs.has(key) || this.#failedSlots.has(key) || (!isAnchor && this.#failedArchitectures.has(architecture));
  }

  #countFailure(failure: MeasurementFailure): void {
    const { block, repeat, position } = failure.slot;
    this.#failures.push(failure);
    this.#failedSlots.add(slotKey(failure.slot));
    // A failed turn of the anchor says nothing about the same architecture's own turn.
    if (this.plan(block, repeat)[position]?.isAnchor === false) this.#failedArchitectures.add(failure.architecture);
  }

  #state(block: number, repeat: number, outcome: BlockRecord['outcome'] | null): BlockState {
    const total = this.plan(block, repeat).length;
    return { block, repeat, done: total - this.missing(block, repeat).length, total, anchorDrift: this.#drift(block, repeat), outcome };
  }

  #drift(block: number, repeat: number): number | null {
    return anchorDrift(this.#measured(block, repeat).flatMap(({ isAnchor, latencyMs }) => (isAnchor ? [latencyMs()] : [])));
  }

  #medians(block: number, repeat: number): readonly { readonly architecture: string; readonly latencyMs: number }[] {
    return this.#measured(block, repeat).flatMap(({ isAnchor, architecture, latencyMs }) =>
      isAnchor ? [] : [{ architecture, latencyMs: latencyMs() }],
    );
  }

  #measured(block: number, repeat: number): readonly (PlannedItem & { latencyMs(): number })[] {
    return this.plan(block, repeat).flatMap((turn) => {
      const latencyMs = this.#mediansMs.get(slotKey(turn.slot));
      return latencyMs === undefined ? [] : [{ ...turn, latencyMs }];
    });
  }
}

function once(make: () => number): () => number {
  let made: number | undefined;
  return () => (made ??= make());
}

function slotKey({ block, repeat, position }: PlanSlot): string {
  return `${block}/${repeat}/${position}`;
}
