import { setTimeout as sleep } from 'node:timers/promises';
import type { Rng } from '../../../main/core/rng.ts';
import { labErrorCode } from '../../../preload/contract/error.ts';
import type { CampaignRequest, Measurement } from '../../../preload/contract/campaign.ts';
import { deviceTruth } from './device-truth.ts';
import { type CampaignEnd, type Failure, type LabProcess, Refused, type Told } from './lab-process.ts';
import type { FaultKind, Station } from './station.ts';

/** What became of one campaign. */
export interface FaultOutcome {
  readonly kind: FaultKind;
  readonly station: string;
  readonly seconds: number;
  /** Whether the fault came before the campaign's end. */
  isInjected: boolean;
  isFinished: boolean;
  /** What the lab asked a person for, by code. */
  readonly asked: string[];
  readonly messages: string[];
  measured: number;
  lost: number;
  twice: number;
  notRestored: number;
  hangs: number;
  /** Anything else that may not be. */
  readonly problems: string[];
}

/** The longest time that the lab states for anything of these campaigns: a runner whose journal does not grow (120 s and twice a network's maximum). */
export const quietLimitMs = 130_000;
const restoreLimitMs = 15_000;
const longestHoldMs = 20_000;
const resumesAtMost = 5;
/** Statuses and measurements in the first half of a campaign. */
const latestMoment = 12;

const duringRuns: ReadonlySet<FaultKind> = new Set(['vanishes in mid-run', 'garbage journal', 'runner killed']);

/** Over as soon as they have come. */
const momentary: ReadonlySet<FaultKind> = new Set(['garbage journal', 'runner killed', 'reboot', 'adb server killed']);

/** What the lab says of a fault that it waits for; others end the campaign, or are none of its business. */
const signs: Readonly<Partial<Record<FaultKind, RegExp>>> = {
  'vanishes in mid-push': /lost/,
  'vanishes in mid-run': /lost/,
  'vanishes in mid-shell': /lost/,
  offline: /lost/,
  silent: /lost/,
  'garbage output': /lost/,
  reboot: /lost/,
  'adb server killed': /lost/,
  hot: /cooling/,
};

export interface FaultTask {
  readonly kind: FaultKind;
  readonly station: Station;
  readonly networks: readonly string[];
  readonly rng: Rng;
  /** Gives the lab, begun anew where the last one is dead or is to be. */
  lab(isNew: boolean): Promise<LabProcess>;
}

/** One campaign with one fault at a random moment: what a person must do is done, and it is resumed until it has ended. */
export async function runFaultCampaign(task: FaultTask): Promise<FaultOutcome> {
  const startedAt = performance.now();
  const campaign = new FaultCampaign(task);
  try {
    await campaign.run();
  } catch (error) {
    campaign.outcome.problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return { ...campaign.outcome, seconds: (performance.now() - startedAt) / 1000 };
}

class Hang extends Error {}

class FaultCampaign {
  readonly outcome: FaultOutcome;
  readonly #task: FaultTask;
  /** What was heard to be committed. */
  readonly #heard = new Map<string, string>();
  #lab!: LabProcess;
  #id = '';
  #events = 0;
  #status = '';
  #end: CampaignEnd | null = null;
  #wake: () => void = () => {};

  constructor(task: FaultTask) {
    this.#task = task;
    const { kind, station } = task;
    const counts = { measured: 0, lost: 0, twice: 0, notRestored: 0, hangs: 0 };
    this.outcome = {
      kind,
      station: station.name,
      seconds: 0,
      isInjected: false,
      isFinished: false,
      asked: [],
      messages: [],
      problems: [],
      ...counts,
    };
  }

  async run(): Promise<void> {
    const { station, kind, rng, networks } = this.#task;
    await station.reset(rng);
    const settings = station.settings();
    await this.#open(kind === 'vanishes in mid-push');
    const deviceId = await station.enrol(this.#lab);
    const limits = { warmup: 1, runs: 3, minimumMs: 150, maximumMs: 2000, blocks: 2, driftLimit: 1e9 };
    const request: CampaignRequest = {
      deviceId,
      spaceId: 'custom',
      networks: networks.map((path) => ({ path })),
      table: 'faults',
      seed: rng.integer(1e6),
      ...limits,
    };
    this.#id = (await this.#lab.call<{ id: string }>('start', request)).id;
    try {
      await this.#suffer();
      await this.#toItsEnd();
      this.outcome.isFinished = true;
      await this.#verify(settings);
    } catch (error) {
      if (!(error instanceof Hang)) throw error;
      this.outcome.hangs++;
      this.outcome.problems.push(`hangs: ${error.message}`);
      await station.repair(kind);
      await this.#lab.kill();
    }
  }

  /** The fault comes, stays for a while, and goes. */
  async #suffer(): Promise<void> {
    const { station, kind, rng } = this.#task;
    const moment = 1 + rng.integer(latestMoment);
    await this.#until(() => this.#events >= moment && (!duringRuns.has(kind) || this.#status.endsWith('measuring')));
    await sleep(rng.integer(400));
    if (this.#end !== null) return;
    this.outcome.isInjected = true;
    if (kind === 'lab killed') {
      await this.#lab.kill();
      await sleep(rng.integer(1500));
      await this.#open(false);
      await station.enrol(this.#lab);
      return await this.#resume();
    }
    await station.inject(kind, this.#id, rng);
    const sight = signs[kind];
    const isNoticed = sight !== undefined && rng.next() < 0.5; // else it goes whether or not the lab has seen it
    const before = this.#status;
    const holdMs = momentary.has(kind) ? 0 : isNoticed ? longestHoldMs : 200 + rng.integer(4000);
    const giveUpAt = performance.now() + holdMs;
    const isSeen = (): boolean => isNoticed && this.#status !== before && sight.test(this.#status);
    while (performance.now() < giveUpAt && this.#end === null && !isSeen()) await sleep(50);
    await station.repair(kind);
  }

  /** Does what the lab says must be done, and resumes, until it has finished. */
  async #toItsEnd(): Promise<void> {
    const { station, kind } = this.#task;
    for (let resumes = 0; ; resumes++) {
      await this.#until(() => false);
      const end = this.#end!;
      if (end.state === 'finished') {
        if (end.done !== end.total || end.message !== 'Finished') this.outcome.problems.push(`${end.done} of ${end.total}: ${end.message}`);
        return;
      }
      this.#judge(end.failure ?? { code: 'none', message: `${end.state}: ${end.message}`, remedy: '' });
      if (resumes === resumesAtMost) throw new Error(`still ${end.state} after ${resumes} resumes: ${end.message}`);
      await station.repair(kind);
      await this.#resume();
    }
  }

  async #resume(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      this.#end = null;
      try {
        return void (await this.#lab.call('resume', this.#id));
      } catch (error) {
        if (!(error instanceof Refused) || attempt === resumesAtMost) throw error;
        this.#judge(error.failure);
        await sleep(1000);
      }
    }
  }

  /** A failure is told by a closed code, a sentence and what to do. */
  #judge({ code, message, remedy }: Failure): void {
    this.outcome.asked.push(code);
    const isTold = labErrorCode.safeParse(code).success && code !== 'bug' && message !== '' && remedy !== '';
    if (!isTold) this.outcome.problems.push(`no remedy: ${code}: ${message}`);
  }

  /** Compares what the lab has with what the device itself has kept, in a new life of the lab where the last one was killed. */
  async #verify(settings: string): Promise<void> {
    const { station } = this.#task;
    const truth = deviceTruth(await station.journals(this.#id));
    const kept = await this.#lab.call<readonly Measurement[]>('measurements', this.#id);
    const inLab = new Map(
      kept.map(({ block, repeat, position, samplesMs }) => [`${block}/${repeat}/${position}`, JSON.stringify(samplesMs)]),
    );
    this.outcome.measured = kept.length;
    for (const [turn, times] of truth) {
      this.outcome.twice += times.length - 1;
      if (inLab.get(turn) !== JSON.stringify(times[0])) this.outcome.lost++;
    }
    for (const [turn, samples] of this.#heard) if (inLab.get(turn) !== samples) this.outcome.lost++;
    for (const turn of inLab.keys()) if (!truth.has(turn)) this.outcome.problems.push(`the device knows nothing of ${turn}`);
    const giveUpAt = performance.now() + restoreLimitMs;
    const isAtRest = (): boolean => station.settings() === settings && station.runners(this.#id).length === 0;
    while (!isAtRest() && performance.now() < giveUpAt) {
      await this.#lab.call('list'); // as a window does that is open
      await sleep(300);
    }
    if (station.settings() !== settings) {
      this.outcome.notRestored++;
      this.outcome.problems.push(`settings: ${station.settings()} instead of ${settings}`);
    }
    if (station.runners(this.#id).length > 0) this.outcome.problems.push('a runner is still at work');
  }

  async #open(isNew: boolean): Promise<void> {
    this.#lab = await this.#task.lab(isNew);
    this.#lab.onTold = (told) => this.#hear(told);
  }

  #hear(told: Exclude<Told, { event: 'answer' }>): void {
    this.#events++;
    if (told.event === 'measured') this.#heard.set(told.turn, JSON.stringify(told.samplesMs));
    else if (told.event === 'status') this.outcome.messages.push((this.#status = told.message));
    else this.#end = told;
    this.#wake();
  }

  /** Until the campaign's end, or until something is so. Throws `Hang` where nothing is heard for longer than the lab states. */
  async #until(isSo: () => boolean): Promise<void> {
    while (this.#end === null && !isSo()) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      this.#wake = () => resolve(false);
      const timer = setTimeout(() => resolve(true), quietLimitMs);
      const isQuiet = await promise;
      clearTimeout(timer);
      if (isQuiet)
        throw new Hang(
          this.#lab.isAlive ? `nothing for ${quietLimitMs / 1000} s after “${this.#status}”` : `the lab died: ${this.#lab.lastWords}`,
        );
    }
  }
}
