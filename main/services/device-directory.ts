import { brand, type DeviceId } from '../core/brand.ts';
import type { KnownDevices } from '../core/known-devices.ts';
import { LabError } from '../core/lab-error.ts';
import type { Device, DeviceKind, DeviceListing, DeviceProvider } from '../devices/device.ts';
import { deviceOffline } from '../devices/remote/link-errors.ts';

/** One provider of the directory, to be asked by itself: a slow one keeps the others waiting only in a list of all. */
export interface DeviceSource {
  readonly kind: DeviceKind;
  readonly unavailable: LabError | null;
  list(signal?: AbortSignal): Promise<readonly DeviceListing[]>;
}

/** The devices of all providers, as one list. */
export class DeviceDirectory {
  readonly #providers: readonly DeviceProvider[];
  readonly #knownDevices: KnownDevices;
  /** Of all that were ever seen. */
  readonly #names: Map<string, string>;
  /** Which provider has a device, as far as it was seen in this life of the lab. */
  readonly #providerOf = new Map<string, DeviceProvider>();

  constructor(providers: readonly DeviceProvider[], knownDevices: KnownDevices) {
    this.#providers = providers;
    this.#knownDevices = knownDevices;
    this.#names = new Map(knownDevices.list().map(({ id, name }) => [id, name]));
  }

  sources(): readonly DeviceSource[] {
    return this.#providers.map((provider) => ({
      kind: provider.kind,
      get unavailable() {
        return provider.unavailable ?? null;
      },
      list: (signal) => this.#listOf(provider, signal),
    }));
  }

  async list(signal?: AbortSignal): Promise<readonly DeviceListing[]> {
    return (await Promise.all(this.#providers.map((provider) => this.#listOf(provider, signal)))).flat();
  }

  /** Throws `not-found` naming the devices that exist, `device-offline` for one seen in an earlier life, and what the device's provider throws. */
  async connect(id: string, signal?: AbortSignal): Promise<Device> {
    const known = this.#providerOf.get(id);
    if (known) return await known.connect(brand<DeviceId>(id), signal); // lists ask every device, also those that are slow to answer
    const listings = await this.list(signal);
    const provider = this.#providerOf.get(id);
    if (provider) return await provider.connect(brand<DeviceId>(id), signal);
    const name = this.#names.get(id);
    if (name !== undefined)
      throw deviceOffline(
        name,
        this.#providers
          .map(({ unavailable }) => unavailable?.message ?? '')
          .join(' ')
          .trim(),
      );
    throw new LabError({
      code: 'not-found',
      message: `There is no device “${id}”.`,
      remedy: `Choose one of ${listings.map((listing) => listing.id).join(', ') || 'the devices that you connect first'}.`,
    });
  }

  async #listOf(provider: DeviceProvider, signal: AbortSignal | undefined): Promise<readonly DeviceListing[]> {
    const listings = await provider.list(signal);
    for (const { id, name } of listings) {
      if (this.#names.get(id) !== name) this.#knownDevices.remember(id, name);
      this.#names.set(id, name);
      this.#providerOf.set(id, provider);
    }
    return listings;
  }

  /** For one that was removed: it is unknown from then on. */
  forget(id: DeviceId): void {
    this.#knownDevices.forget(id);
    this.#names.delete(id);
    this.#providerOf.delete(id);
  }

  /** Its name where it has been seen, else its id. */
  nameOf(id: DeviceId): string {
    return this.#names.get(id) ?? id;
  }
}
