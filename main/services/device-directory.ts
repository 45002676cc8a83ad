import type { DeviceId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import type { Device, DeviceListing, DeviceProvider } from '../devices/device.ts';

/** The devices of all providers, as one list. */
export class DeviceDirectory {
  readonly #providers: readonly DeviceProvider[];
  readonly #names = new Map<string, string>();

  constructor(providers: readonly DeviceProvider[]) {
    this.#providers = providers;
  }

  async list(signal?: AbortSignal): Promise<readonly DeviceListing[]> {
    const listings = (await Promise.all(this.#providers.map((provider) => provider.list(signal)))).flat();
    for (const { id, name } of listings) this.#names.set(id, name);
    return listings;
  }

  /** Throws `not-found` naming the devices that exist, and what the device's provider throws. */
  async connect(id: string, signal?: AbortSignal): Promise<Device> {
    const listings = await this.list(signal);
    const listing = listings.find((candidate) => candidate.id === id);
    const provider = this.#providers.find(({ kind }) => kind === listing?.kind);
    if (listing && provider) return await provider.connect(listing.id, signal);
    throw new LabError({
      code: 'not-found',
      message: `There is no device “${id}”.`,
      remedy: `Choose one of ${listings.map((known) => known.id).join(', ') || 'the devices that you connect first'}.`,
    });
  }

  /** Its name where it has been seen, else its id. */
  nameOf(id: DeviceId): string {
    return this.#names.get(id) ?? id;
  }
}
