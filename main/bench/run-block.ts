import type { ArchitectureName } from '../core/brand.ts';
import { throwIfCancelled } from '../core/lab-error.ts';
import type { Measurement, MeasurementFailure } from '../core/measurement/measurement.ts';
import type { Device, RunnerProcess } from '../devices/device.ts';
import { conditionMismatch, otherConditions } from './condition-mismatch.ts';
import { attemptFiles, type AttemptFiles } from './attempt-files.ts';
import type { CampaignLedger } from './campaign-ledger.ts';
import type { Clock } from './clock.ts';
import { followRunner, type FollowTiming, type RunnerEnd } from './follow-runner.ts';
import type { HeatWatch, ThermalLimits, WatchedDevice } from './heat-watch.ts';
import { JournalReader } from './journal.ts';
import { type PushedModel, pushModel } from './model-push.ts';
import type { PlannedItem } from './plan-campaign.ts';
import { idleMs, resultEnergies } from './power-log.ts';
import { qualityFlags } from './quality.ts';
import type { JournalLine, RunnerPlan, RunnerPlanItem } from '../devices/runner-protocol.ts';
import type { ThermalLook } from './waiting.ts';

/** How often a runner may die of the same network before it is given up. */
export const maximumDeaths = 3;

/** What the execution of a block works with. */
export interface BlockContext {
  readonly device: Device;
  readonly ledger: CampaignLedger;
  readonly clock: Clock;
  readonly timing: FollowTiming;
  /** Of the campaign: what it saw stays when the link is lost. */
  readonly heat: HeatWatch;
  readonly thermalLimits: ThermalLimits;
  /** Cancels at once, what is measured stays. */
  readonly signal: AbortSignal;
  /** Stops after the network in work. */
  readonly pause: AbortSignal;
  /** The ONNX file of an architecture; the same bytes every time. */
  modelOf(architecture: ArchitectureName): Uint8Array;
  /** What is done or waited for. */
  status(message: string, cooling?: ThermalLook): void;
  /** A measurement that has just been committed. */
  measured(measurement: Measurement): void;
}

/**
 * Measures the missing turns of one execution of a block: takes what earlier attempts left in their journals, adopts a runner that is still
 * at work, then starts new ones until nothing is missing, and closes it. False where it was paused before that.
 */
export async function runBlock(context: BlockContext, block: number, repeat: number): Promise<boolean> {
  const execution = new BlockExecution(context, block, repeat);
  await execution.settleEarlierAttempts();
  const isComplete = await execution.measureMissing();
  if (isComplete) await execution.close();
  return isComplete;
}

class BlockExecution {
  readonly #context: BlockContext;
  readonly #block: number;
  readonly #repeat: number;
  readonly #models = new Map<ArchitectureName, PushedModel>();
  /** The next attempt's number. */
  #attempt = 0;

  constructor(context: BlockContext, block: number, repeat: number) {
    this.#context = context;
    this.#block = block;
    this.#repeat = repeat;
  }

  async settleEarlierAttempts(): Promise<void> {
    const { device, ledger } = this.#context;
    for (; ; this.#attempt++) {
      const files = this.#files();
      if ((await device.files.size(files.planPath)) === null) return;
      const reader = new JournalReader();
      const { lines } = reader.read(await device.files.read(files.journalPath, 0));
      const isForeign = lines.some((line) => line.type === 'hello' && conditionMismatch(line, ledger.spec) !== null);
      if (!isForeign) for (const line of lines) this.#take(line);
      if (lines.at(-1)?.type !== 'done') await this.#settleUnfinished(files, reader, isForeign);
      if (!isForeign) await this.#takeEnergies(files);
    }
  }

  /** An attempt whose journal has no end yet: its runner may still be at work. */
  async #settleUnfinished(files: AttemptFiles, reader: JournalReader, isForeign: boolean): Promise<void> {
    const runner = await this.#orphan(files);
    if (isForeign) await runner?.stop();
    else if (runner !== null) {
      this.#status('found the runner still at work');
      await this.#follow(runner, files, reader);
    } else {
      const rest = await this.#context.device.files.read(files.journalPath, reader.offset); // it may have ended between the two looks
      for (const line of reader.read(rest).lines) this.#take(line);
    }
  }

  async measureMissing(): Promise<boolean> {
    const { ledger, pause, signal } = this.#context;
    let suspect: PlannedItem | undefined;
    let deaths = 0;
    for (let missing = this.#missing(); missing.length > 0; missing = this.#missing()) {
      throwIfCancelled(signal);
      if (pause.aborted) return false;
      const end = await this.#attemptOnce(missing);
      throwIfCancelled(signal);
      if (end === null || end.how !== 'died') continue;
      // It works in order, so the first turn without an answer is the one that it died in.
      const [culprit] = this.#missing();
      if (culprit === undefined) continue;
      deaths = culprit === suspect ? deaths + 1 : 1;
      suspect = culprit;
      if (deaths === maximumDeaths)
        ledger.addFailure(this.#failure(culprit, 'runner', `The runner died of it ${deaths} times: ${end.reason}.`));
    }
    return true;
  }

  /** Accepts the execution; or has it repeated where the device was disturbed by heat, or the anchor drifted. */
  async close(): Promise<void> {
    const { heat, ledger } = this.#context;
    const disturbance = await heat.disturbance(this.#watched());
    const { outcome } = ledger.close(this.#block, this.#repeat, disturbance !== null);
    if (disturbance !== null) this.#status(`${outcome === 'repeated' ? 'to be repeated' : 'kept, not repeated any more'}: ${disturbance}`);
  }

  /** null where it was paused before the runner was started. */
  async #attemptOnce(missing: readonly PlannedItem[]): Promise<RunnerEnd | null> {
    const { device, heat, ledger, signal, pause } = this.#context;
    const files = this.#files();
    const items = await this.#pushModels(missing);
    await heat.untilCool(this.#watched(), (what, look) => this.#status(what, look));
    if (pause.aborted) return null;
    const { runner: choice, conditions } = ledger.spec;
    const { threads, affinity } = conditions;
    const plan: RunnerPlan = { protocol: 1, threads, affinity, stopFile: files.stopPath, items };
    await device.files.write(files.planPath, new TextEncoder().encode(JSON.stringify(plan)), signal);
    this.#attempt++;
    await this.#startPowerLog(files);
    this.#status('starting the runner');
    const runner = await device.startRunner({ ...files, ...(choice === undefined ? {} : { runner: choice }) }, signal);
    this.#status('measuring');
    const end = await this.#follow(runner, files, new JournalReader());
    await this.#takeEnergies(files);
    return end;
  }

  /** Begins while the device is at rest: what it draws then is no network's. */
  async #startPowerLog(files: AttemptFiles): Promise<void> {
    const { device, clock, signal } = this.#context;
    if (!(await device.startPowerLog?.(files, signal))) return;
    this.#status('measuring the power at rest');
    try {
      await clock.sleep(idleMs, signal);
    } catch (error) {
      await this.#stopPowerLog(files);
      throw error;
    }
  }

  /** The energies that an attempt's power log tells, when its runner has ended. */
  async #takeEnergies(files: AttemptFiles): Promise<void> {
    const { device, ledger } = this.#context;
    if (device.startPowerLog === undefined) return;
    const log = await device.files.read(files.powerPath, 0);
    if (log.length === 0) return;
    await this.#stopPowerLog(files);
    const { lines } = new JournalReader().read(await device.files.read(files.journalPath, 0));
    ledger.addEnergies(this.#block, this.#repeat, resultEnergies(lines, new TextDecoder().decode(log)));
  }

  async #stopPowerLog({ powerStopPath }: AttemptFiles): Promise<void> {
    await this.#context.device.files.write(powerStopPath, new Uint8Array(0));
  }

  async #pushModels(turns: readonly PlannedItem[]): Promise<readonly RunnerPlanItem[]> {
    const { device, ledger, modelOf, signal, pause } = this.#context;
    const { warmup, runs, minimumMs, maximumMs } = ledger.spec;
    const items: RunnerPlanItem[] = [];
    for (const { slot, architecture } of turns) {
      if (pause.aborted) break;
      this.#status(`preparing network ${items.length + 1} of ${turns.length}`);
      const model = this.#models.get(architecture) ?? (await pushModel(device.files, modelOf(architecture), signal));
      this.#models.set(architecture, model);
      items.push({ position: slot.position, ...model, warmup, runs, minimumMs, maximumMs });
    }
    return items;
  }

  async #follow(runner: RunnerProcess, files: AttemptFiles, reader: JournalReader): Promise<RunnerEnd> {
    const { device, clock, timing, pause, signal } = this.#context;
    return await followRunner({ device, runner, files, reader, clock, timing, pause, signal, take: (line) => this.#take(line) });
  }

  /**
   * The runner of an earlier life of the lab. One that is just coming up has no `hello` yet; it looks for the stop file after it has
   * written `hello`, so after writing the stop file either its `hello` is there or it will not measure anything.
   */
  async #orphan(files: AttemptFiles): Promise<RunnerProcess | null> {
    const { device } = this.#context;
    const atWork = await device.findRunner(files);
    if (atWork !== null || (await device.files.size(files.stopPath)) !== null) return atWork;
    await device.files.write(files.stopPath, new Uint8Array(0));
    return await device.findRunner(files);
  }

  #take(line: JournalLine): void {
    const { ledger } = this.#context;
    switch (line.type) {
      case 'hello': {
        const mismatch = conditionMismatch(line, ledger.spec);
        if (mismatch !== null) throw otherConditions(mismatch);
        return;
      }
      case 'result':
      case 'error': {
        const turn = ledger.plan(this.#block, this.#repeat)[line.position];
        if (turn === undefined) return; // not of this block: whatever turn it was meant for is still missing and measured again
        if (line.type === 'error') ledger.addFailure(this.#failure(turn, line.stage, line.message));
        else this.#accept(turn, line);
        return;
      }
      case 'load':
      case 'warmup':
      case 'done':
        return;
    }
  }

  #accept({ slot, architecture, isAnchor }: PlannedItem, line: Extract<JournalLine, { type: 'result' }>): void {
    const { ledger, thermalLimits, measured } = this.#context;
    const { modelHash, wallUs, cpuUs, involuntarySwitches, clockKhz, tempBeforeC, tempAfterC, atMs } = line;
    const measurement: Measurement = {
      campaignId: ledger.id,
      slot,
      architecture,
      isAnchor,
      modelHash,
      wallUs,
      cpuUs,
      involuntarySwitches,
      clockKhz,
      tempBeforeC,
      tempAfterC,
      flags: qualityFlags(line, ledger.spec.conditions.threads, thermalLimits.hotC),
      measuredAtMs: atMs,
    };
    if (ledger.addMeasurement(measurement)) measured(measurement);
  }

  #failure({ slot, architecture }: PlannedItem, stage: MeasurementFailure['stage'], message: string): MeasurementFailure {
    return { campaignId: this.#context.ledger.id, slot, architecture, stage, message, failedAtMs: this.#context.clock.nowMs() };
  }

  #status(message: string, cooling?: ThermalLook): void {
    const repeat = this.#repeat === 0 ? '' : `, repeat ${this.#repeat}`;
    this.#context.status(`Block ${this.#block + 1} of ${this.#context.ledger.blockCount}${repeat}: ${message}`, cooling);
  }

  #watched(): WatchedDevice {
    const { device, thermalLimits: limits, signal } = this.#context;
    return { device, limits, signal };
  }

  #missing(): readonly PlannedItem[] {
    return this.#context.ledger.missing(this.#block, this.#repeat);
  }

  #files(): AttemptFiles {
    return attemptFiles({ campaignId: this.#context.ledger.id, block: this.#block, repeat: this.#repeat, attempt: this.#attempt });
  }
}
