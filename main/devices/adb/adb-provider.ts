import type { DeviceId } from '../../core/brand.ts';
import { isLabError, LabError } from '../../core/lab-error.ts';
import type { Device, DeviceListing, DeviceProvider } from '../device.ts';
import { deviceOffline } from '../remote/link-errors.ts';
import { authorizeRemedy } from './adb-error.ts';
import { type AdbPatience, usualPatience } from './adb-link.ts';
import { findAdb } from './adb-program.ts';
import { type AdbListing, AdbServer } from './adb-server.ts';
import { linkKind, meetPhone, obstacle, type Phone, phoneId } from './phone.ts';

/** Finds phones through the adb server of this computer. */
export class AdbProvider implements DeviceProvider {
  readonly kind = 'adb';
  readonly #server: AdbServer | null;
  readonly #patience: AdbPatience;
  /** By serial, as the server names them. Those that have gone are kept, to be known again. */
  readonly #phones = new Map<string, Phone>();
  /** Phones that have not been away since they were met. */
  readonly #met = new Map<string, Promise<Phone>>();
  #unavailable: LabError | null = null;

  /** `adb`: the program, or why there is none. */
  constructor(adb: string | LabError = findAdb(), port?: number, patience = usualPatience) {
    this.#patience = patience;
    this.#server = typeof adb === 'string' ? new AdbServer(adb, port) : null;
    if (typeof adb !== 'string') this.#unavailable = adb;
  }

  /** Why phones can't be listed at present; null where they can. */
  get unavailable(): LabError | null {
    return this.#unavailable;
  }

  /** Empty where there is no adb or its server does not answer. */
  async list(signal?: AbortSignal): Promise<readonly DeviceListing[]> {
    const listed = await this.#listed(signal);
    const listings = await Promise.all(listed.map((one) => this.#listing(one, signal)));
    const serials = new Set(listed.map(({ serial }) => serial));
    const gone = [...this.#phones].filter(([serial, { id }]) => !serials.has(serial) && !listings.some((one) => one.id === id));
    for (const [serial] of gone) this.#met.delete(serial);
    return [...listings, ...gone.map(([serial, phone]) => goneListing(serial, phone))];
  }

  async connect(id: DeviceId, signal?: AbortSignal): Promise<Device> {
    const listing = (await this.list(signal)).find((one) => one.id === id);
    const phone = [...this.#phones].find(([serial, known]) => known.id === id && this.#met.has(serial))?.[1];
    if (listing?.state === 'unauthorized') {
      throw new LabError({ code: 'unauthorized', message: `${listing.name} does not trust this computer.`, remedy: authorizeRemedy });
    }
    if (listing?.state === 'ready' && phone !== undefined) return phone.device;
    if (listing !== undefined) throw deviceOffline(listing.name, listing.remedy);
    throw new LabError({ code: 'not-found', message: `There is no phone ${id}.`, remedy: 'Plug it in and look at the list of devices.' });
  }

  /** Adds a phone by network, as `adb connect HOST:PORT`. Throws `device-offline`, `unauthorized`, `not-found` where there is no adb. */
  async connectByNetwork(host: string, port: number, signal?: AbortSignal): Promise<void> {
    if (this.#server === null) throw this.#unavailable!;
    await this.#server.connect(host, port, signal);
  }

  /** As `adb pair HOST:PORT CODE`. Throws `unauthorized`, `unsupported`, `not-found` where there is no adb. */
  async pair(host: string, port: number, code: string, signal?: AbortSignal): Promise<void> {
    if (this.#server === null) throw this.#unavailable!;
    await this.#server.pair(host, port, code, signal);
  }

  async #listed(signal: AbortSignal | undefined): Promise<readonly AdbListing[]> {
    if (this.#server === null) return [];
    try {
      const listed = await this.#server.devices(signal);
      this.#unavailable = null;
      return listed;
    } catch (error) {
      if (!isLabError(error, 'unsupported')) throw error;
      this.#unavailable = error;
      return [];
    }
  }

  async #listing({ serial, state }: AdbListing, signal: AbortSignal | undefined): Promise<DeviceListing> {
    if (state !== 'device') {
      this.#met.delete(serial);
      return this.#obstructed(serial, state);
    }
    try {
      const { id, name, detail, link, settings } = await this.#meet(serial, signal);
      if (!link.isAnswering) return this.#obstructed(serial, 'offline');
      await settings.restoreIfOwed(); // the link may have been lost just when they were to be put back, and be there again
      return { ...identity(serial, id), name, state: 'ready', detail };
    } catch (error) {
      if (!isLabError(error) || error.code === 'cancelled') throw error;
      return this.#obstructed(serial, error.code === 'unauthorized' ? 'unauthorized' : 'offline');
    }
  }

  #obstructed(serial: string, adbState: string): DeviceListing {
    const known = this.#phones.get(serial);
    const { state, remedy, words } = obstacle(adbState);
    return {
      ...identity(serial, known?.id),
      name: known?.name ?? 'Android phone',
      state,
      detail: `${words} · ${linkKind(serial)}`,
      ...(remedy === undefined ? {} : { remedy }),
    };
  }

  /** Once for every time that it comes; two callers ask it once. */
  #meet(serial: string, signal: AbortSignal | undefined): Promise<Phone> {
    const known = this.#met.get(serial);
    if (known !== undefined) return known;
    const meeting = this.#introduce(serial, signal);
    this.#met.set(serial, meeting);
    return meeting;
  }

  async #introduce(serial: string, signal: AbortSignal | undefined): Promise<Phone> {
    try {
      const phone = await meetPhone({ server: this.#server!, serial, patience: this.#patience, before: this.#phones.get(serial), signal });
      this.#phones.set(serial, phone);
      return phone;
    } catch (error) {
      this.#met.delete(serial);
      throw error;
    }
  }
}

function identity(serial: string, knownId?: DeviceId): Pick<DeviceListing, 'id' | 'kind' | 'formerId'> {
  const idOfSerial = phoneId(serial);
  const id = knownId ?? idOfSerial;
  return { id, kind: 'adb', ...(id === idOfSerial ? {} : { formerId: idOfSerial }) };
}

function goneListing(serial: string, { id, name }: Phone): DeviceListing {
  return {
    ...identity(serial, id),
    name,
    state: 'offline',
    detail: 'not connected',
    remedy: 'Plug it in, or switch wireless debugging on.',
  };
}
