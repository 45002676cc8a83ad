import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceFleet, DeviceSummary } from '../../preload/contract/device.ts';
import { isLabError } from '../core/lab-error.ts';
import type { DeviceListing } from '../devices/device.ts';
import { Listeners } from '../jobs/listeners.ts';
import type { DeviceDirectory, DeviceSource } from './device-directory.ts';
import type { DeviceUse } from './device-use.ts';

export interface WatchTiming {
  /** Between two looks at the devices of one provider. */
  readonly lookMs: number;
  /** The same where the provider can't find any: each look may start a program. */
  readonly unavailableMs: number;
}

const usualTiming: WatchTiming = { lookMs: 1000, unavailableMs: 10_000 };

/** Follows what devices there are. However many watch, each provider is asked by one loop, and by none while nobody watches. */
export class DeviceWatch {
  readonly #sources: readonly DeviceSource[];
  readonly #deviceUse: DeviceUse;
  readonly #timing: WatchTiming;
  readonly #listeners = new Listeners<DeviceFleet>();
  readonly #found = new Map<DeviceSource, readonly DeviceListing[]>();
  #watchers = 0;
  #stop = new AbortController();
  #latest: DeviceFleet | undefined;

  constructor(directory: DeviceDirectory, deviceUse: DeviceUse, timing = usualTiming) {
    this.#sources = directory.sources();
    this.#deviceUse = deviceUse;
    this.#timing = timing;
    deviceUse.subscribe(() => this.#tell());
  }

  /** The fleet as it is, then every change of it, until the signal fires. */
  async *watch(signal?: AbortSignal): AsyncGenerator<DeviceFleet, void> {
    const fleets = this.#listeners.stream(signal, this.#latest === undefined ? [] : [this.#latest]);
    if (this.#watchers++ === 0) {
      this.#stop = new AbortController();
      for (const source of this.#sources) void this.#follow(source, this.#stop.signal);
    }
    try {
      yield* fleets;
    } finally {
      if (--this.#watchers === 0) {
        this.#stop.abort();
        this.#latest = undefined; // nobody keeps it up to date any more
        this.#found.clear();
      }
    }
  }

  /** Looks at once: something was added or removed. */
  async refresh(): Promise<void> {
    if (this.#watchers > 0) await Promise.all(this.#sources.map((source) => this.#look(source, this.#stop.signal)));
  }

  /** Looks no more, whoever watches: the lab ends. */
  close(): void {
    this.#stop.abort();
  }

  async #follow(source: DeviceSource, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#look(source, signal);
      const pauseMs = source.unavailable === null ? this.#timing.lookMs : this.#timing.unavailableMs;
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #look(source: DeviceSource, signal: AbortSignal): Promise<void> {
    try {
      const found = await source.list(signal);
      if (!signal.aborted) this.#found.set(source, found);
    } catch (error) {
      if (!isLabError(error) && !signal.aborted) console.error(error); // one look that went wrong: what was found before stands
    }
    if (!signal.aborted) this.#tell();
  }

  #tell(): void {
    if (this.#found.size === 0) return;
    const fleet: DeviceFleet = {
      devices: this.#sources.flatMap((source) => this.#found.get(source) ?? []).map((listing) => summaryOf(listing, this.#deviceUse)),
      obstacles: this.#sources.flatMap(({ kind, unavailable }) => {
        if (unavailable === null) return [];
        const { code, message, remedy, details } = unavailable;
        return [{ kind, code, message, remedy, details }];
      }),
    };
    if (JSON.stringify(fleet) === JSON.stringify(this.#latest)) return;
    this.#latest = fleet;
    this.#listeners.emit(fleet);
  }
}

/** A listing as a front shows it. */
export function summaryOf(listing: DeviceListing, deviceUse: DeviceUse): DeviceSummary {
  return { ...listing, state: deviceUse.useOf(listing.id) ?? listing.state };
}
