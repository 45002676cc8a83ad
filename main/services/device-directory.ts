import { brand, type DeviceId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import type { Device, DeviceListing, DeviceProvider } from '../devices/device.ts';

/** The devices of all providers, as one list. */
export class DeviceDirectory {
  readonly #providers: readonly DeviceProvider[];
  readonly #names = new Map<string, string>();
  /** Which provider has a device, as far as it was seen. */
  readonly #providerOf = new Map<string, DeviceProvider>();

  constructor(providers: readonly DeviceProvider[]) {
    this.#providers = providers;
  }

  async list(signal?: AbortSignal): Promise<readonly DeviceListing[]> {
    const lists = this.#providers.map(async (provider) => {
      const listings = await provider.list(signal);
      for (const { id, name } of listings) {
        this.#names.set(id, name);
        this.#providerOf.set(id, provider);
      }
      return listings;
    });
    return (await Promise.all(lists)).flat();
  }

  /** Throws `not-found` naming the devices that exist, and what the device's provider throws. */
  async connect(id: string, signal?: AbortSignal): Promise<Device> {
    const known = this.#providerOf.get(id);
    if (known) return await known.connect(brand<DeviceId>(id), signal); // lists ask every device, also those that are slow to answer
    const listings = await this.list(signal);
    const provider = this.#providerOf.get(id);
    if (provider) return await provider.connect(brand<DeviceId>(id), signal);
    throw new LabError({
      code: 'not-found',
      message: `There is no device “${id}”.`,
      remedy: `Choose one of ${listings.map((listing) => listing.id).join(', ') || 'the devices that you connect first'}.`,
    });
  }

  /** Its name where it has been seen, else its id. */
  nameOf(id: DeviceId): string {
    return this.#names.get(id) ?? id;
  }
}
