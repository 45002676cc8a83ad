import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Campaign, CampaignEvent, campaignRequest, Measurement as ContractMeasurement } from '../../preload/contract/campaign.ts';
import { CampaignLedger } from '../bench/campaign-ledger.ts';
import { campaignModel } from '../bench/campaign-model.ts';
import type { NetworkFolder } from '../bench/network-folder.ts';
import { type MeasurableFile, networkSource, readMeasurable } from './custom-networks.ts';
import { remainingMs } from '../bench/eta.ts';
import type { ThermalLook } from '../bench/waiting.ts';
import { runCampaign } from '../bench/run-campaign.ts';
import { type ArchitectureName, brand, type CampaignId, type DeviceId, type JobId } from '../core/brand.ts';
import { invalidInput, isLabError } from '../core/lab-error.ts';
import type { CampaignSpec, Measurement } from '../core/measurement/measurement.ts';
import { type JobControl, JobPaused, type JobRegistry } from '../jobs/job-registry.ts';
import { Listeners } from '../jobs/listeners.ts';
import type { DeviceDescription } from '../devices/device.ts';
import type { CampaignRepository } from '../store/campaign-repository.ts';
import { campaignRuntime } from './campaign-runtime.ts';
import { campaignSnapshot, type LiveWaiting, measurementToContract } from './campaign-snapshot.ts';
import { campaignSpec } from './campaign-spec.ts';
import type { DeviceDirectory } from './device-directory.ts';
import type { DeviceUse } from './device-use.ts';

export interface CampaignManagerParts {
  readonly campaigns: CampaignRepository;
  readonly jobs: JobRegistry;
  readonly devices: DeviceDirectory;
  readonly deviceUse: DeviceUse;
  readonly networks: NetworkFolder;
  readonly clock: () => number;
}

const conditionsKept = 2000;

/** A campaign that is being worked on. */
interface LiveCampaign {
  readonly spec: CampaignSpec;
  readonly pause: AbortController;
  readonly listeners: Listeners<CampaignEvent>;
  readonly turnDurationsMs: number[];
  /** Gives the device back; null: it is not its turn yet. */
  release: (() => void) | null;
  ledger: CampaignLedger;
  jobId: JobId;
  message: string;
  waiting: LiveWaiting | null;
  /** What was read since it was begun, the oldest left out when they become many. */
  conditions: readonly ThermalLook[];
  lastTurnAtMs: number | null;
}

/** The campaigns of one lab: those that run, as jobs, and those that the store keeps. */
export class CampaignManager {
  readonly #parts: CampaignManagerParts;
  readonly #live = new Map<CampaignId, LiveCampaign>();
  /** Of this life of the lab. */
  readonly #latestJobs = new Map<CampaignId, JobId>();
  /** Snapshots of campaigns at rest, so that a list does not read every sample again. */
  readonly #atRest = new Map<CampaignId, Campaign>();
  /** So that a device is not asked while it is being measured. */
  readonly #described = new Map<DeviceId, DeviceDescription>();

  constructor(parts: CampaignManagerParts) {
    this.#parts = parts;
    for (const { id, state } of parts.campaigns.list()) {
      if (state === 'running') parts.campaigns.setState(id, 'paused', 'Interrupted; resume goes on', null); // the lab died in its midst
    }
  }

  async start(request: z.output<typeof campaignRequest>): Promise<Campaign> {
    const { campaigns, devices, deviceUse, networks, clock } = this.#parts;
    const device = await devices.connect(request.deviceId);
    const files: MeasurableFile[] = [];
    for (const source of request.networks ?? []) {
      const { file, bytes } = await readMeasurable(networkSource(source), request);
      networks.keep(file.hash, bytes);
      files.push(file);
    }
    const waits = request.waitForDevice && !deviceUse.isFree(device.id);
    if (!waits) deviceUse.assertFree(device.id);
    const description = (waits ? this.#described.get(device.id) : undefined) ?? (await device.describe());
    this.#described.set(device.id, description);
    const runtime = await campaignRuntime(request, device, description, deviceUse);
    const spec = campaignSpec(request, description, runtime, clock(), files);
    if (!request.waitForDevice) deviceUse.assertFree(device.id);
    const id = newCampaignId(clock());
    campaigns.create(id, spec, clock());
    this.#begin(id, spec);
    return this.get(id);
  }

  /** Asks no device: names are those last seen. */
  list(): readonly Campaign[] {
    return this.#parts.campaigns.list().map(({ id }) => this.get(id));
  }

  get(campaignId: string): Campaign {
    const id = brand<CampaignId>(campaignId);
    const record = this.#parts.campaigns.get(id);
    const live = this.#live.get(id);
    const deviceName = this.#parts.devices.nameOf(record.spec.conditions.deviceId);
    if (live) {
      const remaining = remainingMs(live.turnDurationsMs, live.ledger.progress().turnsLeft);
      return campaignSnapshot(record, live.ledger, deviceName, { ...live, remainingMs: remaining });
    }
    const known = this.#atRest.get(id) ?? campaignSnapshot(record, new CampaignLedger(this.#parts.campaigns, id), deviceName);
    this.#atRest.set(id, known);
    return { ...known, deviceName };
  }

  measurements(campaignId: string): readonly ContractMeasurement[] {
    const id = brand<CampaignId>(campaignId);
    const ledger = this.#live.get(id)?.ledger ?? new CampaignLedger(this.#parts.campaigns, id);
    return this.#parts.campaigns.measurements(id).map((measurement) => measurementToContract(measurement, ledger));
  }

  /** The campaign as it is, then its events until it stops or the signal fires. */
  watch(campaignId: string, signal?: AbortSignal): AsyncGenerator<CampaignEvent, void> {
    const now: CampaignEvent = { type: 'campaign', campaign: this.get(campaignId) };
    const live = this.#live.get(brand<CampaignId>(campaignId));
    if (live) return live.listeners.stream(signal, [now, ...live.conditions.map(conditionsEvent)]);
    return only(now);
  }

  async pause(campaignId: string): Promise<Campaign> {
    const live = this.#live.get(brand<CampaignId>(campaignId));
    if (live) await this.#parts.jobs.pause(live.jobId);
    return this.get(campaignId);
  }

  async resume(campaignId: string): Promise<Campaign> {
    const { id } = this.#parts.campaigns.get(brand<CampaignId>(campaignId));
    const job = this.#latestJobs.get(id);
    if (job === undefined) await this.#resumeAsNewJob(id);
    else await this.#parts.jobs.resume(job);
    return this.get(id);
  }

  async cancel(campaignId: string): Promise<Campaign> {
    const { campaigns, jobs, clock } = this.#parts;
    const { id, state } = campaigns.get(brand<CampaignId>(campaignId));
    const live = this.#live.get(id);
    if (live) await jobs.cancel(live.jobId);
    else if (state === 'paused' || state === 'failed') {
      campaigns.setState(id, 'cancelled', 'Cancelled; what was measured is kept', clock());
      this.#atRest.delete(id);
      const job = this.#latestJobs.get(id);
      if (job !== undefined) jobs.abandon(job);
    }
    return this.get(id);
  }

  /** With all its samples; `invalid-input` while it runs. */
  remove(campaignId: string): void {
    const id = brand<CampaignId>(campaignId);
    if (this.#live.has(id)) throw invalidInput('This campaign is running.', 'Stop it first.');
    this.#parts.campaigns.remove(id);
    this.#atRest.delete(id);
    const job = this.#latestJobs.get(id);
    if (job !== undefined) this.#parts.jobs.abandon(job);
    this.#latestJobs.delete(id);
  }

  /** Reads campaigns at rest anew: something else has changed them in the store. */
  readAnew(): void {
    this.#atRest.clear();
  }

  /** Pauses what runs, after the networks in work, so that it can be resumed when the lab is opened again. To be called before the jobs are closed. */
  async close(): Promise<void> {
    await Promise.all([...this.#live.values()].map(({ jobId }) => this.#parts.jobs.pause(jobId)));
  }

  async #resumeAsNewJob(id: CampaignId): Promise<JobId> {
    const { spec, state } = this.#parts.campaigns.get(id);
    if (state === 'finished' || state === 'cancelled') {
      throw invalidInput(`This campaign is ${state}: there is nothing to go on with.`, 'Start a new campaign.');
    }
    await this.#assertKnown(spec.conditions.deviceId);
    return (this.#live.get(id) ?? this.#begin(id, spec)).jobId;
  }

  /** One that is only away is waited for by the campaign itself. */
  async #assertKnown(deviceId: DeviceId): Promise<void> {
    try {
      await this.#parts.devices.connect(deviceId);
    } catch (error) {
      if (!isLabError(error, 'device-offline') && !isLabError(error, 'link-failed')) throw error;
    }
  }

  #begin(id: CampaignId, spec: CampaignSpec): LiveCampaign {
    const { campaigns, jobs, devices, deviceUse } = this.#parts;
    const { deviceId } = spec.conditions;
    const release = deviceUse.isFree(deviceId) ? deviceUse.occupy(deviceId, userName(id), 'measuring') : null;
    const pause = new AbortController();
    const job = jobs.start({
      kind: 'campaign',
      title: `Measuring ${spec.architectures.length} networks on ${devices.nameOf(deviceId)}`,
      subject: id,
      work: (control) => this.#work(id, live, control),
      pause: async () => pause.abort(),
      resume: () => this.#resumeAsNewJob(id),
      giveUp: () => this.cancel(id),
      hurry: () => deviceUse.hurry(deviceId, userName(id)),
    });
    const live: LiveCampaign = {
      spec,
      pause,
      listeners: new Listeners<CampaignEvent>(),
      turnDurationsMs: [],
      release,
      ledger: new CampaignLedger(campaigns, id),
      jobId: job.id,
      message: 'Starting',
      waiting: null,
      conditions: [],
      lastTurnAtMs: null,
    };
    this.#live.set(id, live);
    this.#latestJobs.set(id, job.id);
    this.#atRest.delete(id);
    campaigns.setState(id, 'running', '', null);
    return live;
  }

  /** Runs to the end of the job; the device is free and the campaign at rest when its last event is sent. */
  async #work(id: CampaignId, live: LiveCampaign, control: JobControl): Promise<null> {
    const { campaigns, devices } = this.#parts;
    try {
      live.release ??= await this.#turn(id, live, control);
      const state = await runCampaign({
        id,
        store: campaigns,
        connect: (signal) => devices.connect(live.spec.conditions.deviceId, signal),
        modelOf: (architecture) => this.#modelOf(live.spec, architecture),
        signal: control.signal,
        pause: live.pause.signal,
        status: (message, ledger, waiting) => {
          live.ledger = ledger;
          live.message = message;
          live.waiting = waiting;
          this.#report(id, live, control);
        },
        looked: (look) => {
          live.conditions = [...live.conditions.slice(-conditionsKept), look];
          live.listeners.emit(conditionsEvent(look));
        },
        measured: (measurement, ledger) => {
          live.waiting = null;
          countTurn(live, measurement);
          live.listeners.emit({ type: 'measurement', measurement: measurementToContract(measurement, ledger) });
          this.#report(id, live, control);
        },
      });
      if (state === 'paused') throw new JobPaused();
      return null;
    } finally {
      this.#live.delete(id);
      live.release?.();
      live.listeners.emit({ type: 'campaign', campaign: this.get(id) });
      live.listeners.close();
    }
  }

  /** Waits for the device; meanwhile it can be paused and cancelled as when it runs. */
  async #turn(id: CampaignId, live: LiveCampaign, control: JobControl): Promise<() => void> {
    const { campaigns, devices, deviceUse, clock } = this.#parts;
    const { deviceId } = live.spec.conditions;
    const stopTelling = deviceUse.subscribe(() => {
      const place = deviceUse.placeOf(deviceId, userName(id));
      if (place === 0) return;
      live.waiting = { what: 'turn', place };
      live.message = `Waits for ${devices.nameOf(deviceId)}${place === 1 ? '' : `, number ${place} in line`}. Starts by itself.`;
      this.#report(id, live, control);
    });
    try {
      const release = await deviceUse.turn(deviceId, userName(id), 'measuring', AbortSignal.any([control.signal, live.pause.signal]));
      if (campaigns.turns(id).length === 0) campaigns.setStarted(id, clock());
      return release;
    } catch (error) {
      if (control.signal.aborted) campaigns.setState(id, 'cancelled', 'Cancelled before its turn', clock());
      else campaigns.setState(id, 'paused', 'Paused; resume goes on', null);
      throw control.signal.aborted ? error : new JobPaused();
    } finally {
      stopTelling();
      live.waiting = null;
    }
  }

  #modelOf(spec: CampaignSpec, architecture: ArchitectureName): Uint8Array {
    const file = spec.networks?.find(({ name }) => name === architecture);
    return file === undefined ? campaignModel(spec, architecture) : this.#parts.networks.read(file.hash);
  }

  #report(id: CampaignId, live: LiveCampaign, control: JobControl): void {
    const campaign = this.get(id);
    const { message, deviceName, waiting, done, total, etaSeconds } = campaign;
    live.listeners.emit({ type: 'campaign', campaign });
    const turn = waiting?.what === 'turn' ? { for: deviceName, place: waiting.place } : null;
    control.report({ message, waiting: turn, done, total, etaSeconds });
  }
}

/** As which it works on a device. */
function userName(id: CampaignId): string {
  return `campaign ${id}`;
}

function conditionsEvent(conditions: ThermalLook): CampaignEvent {
  return { type: 'conditions', conditions };
}

/** Turns that follow each other tell the pace; after a gap the clock starts anew. */
function countTurn(live: LiveCampaign, { measuredAtMs }: Measurement): void {
  const durationMs = live.lastTurnAtMs === null ? null : measuredAtMs - live.lastTurnAtMs;
  if (durationMs !== null && durationMs > 0) live.turnDurationsMs.push(durationMs);
  live.lastTurnAtMs = measuredAtMs;
}

/** Sorts by time and is safe as a name of a folder. */
function newCampaignId(nowMs: number): CampaignId {
  const time = new Date(nowMs).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  return brand<CampaignId>(`${time}-${randomUUID().slice(0, 4)}`);
}

async function* only<Event>(event: Event): AsyncGenerator<Event, void> {
  yield event;
}
