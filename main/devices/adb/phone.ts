import { createHash } from 'node:crypto';
import { brand, type DeviceId } from '../../core/brand.ts';
import type { DeviceListing } from '../device.ts';
import { describeAndroid } from '../profile/android-description.ts';
import { parseAndroidProperties } from '../profile/android-properties.ts';
import { RemoteDevice } from '../remote/remote-device.ts';
import { RemoteFiles } from '../remote/remote-files.ts';
import { runBatch } from '../remote/run-batch.ts';
import { authorizeRemedy } from './adb-error.ts';
import { AdbLink, type AdbPatience } from './adb-link.ts';
import type { AdbServer } from './adb-server.ts';
import { androidFolder } from './android-folder.ts';
import { androidPlatform } from './android-platform.ts';
import { PhoneSettings } from './phone-settings.ts';

const identityLimitMs = 10_000;
const identityProperties = [
  'ro.serialno',
  'ro.product.manufacturer',
  'ro.product.model',
  'ro.build.version.release',
  'ro.build.version.sdk',
];

/** A phone that has answered. */
export interface Phone {
  readonly id: DeviceId;
  readonly name: string;
  readonly detail: string;
  readonly device: RemoteDevice;
  readonly settings: PhoneSettings;
  readonly link: AdbLink;
}

export interface Meeting {
  readonly server: AdbServer;
  readonly serial: string;
  readonly patience: AdbPatience;
  readonly before?: Phone | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a phone who it is, and puts back the settings that an earlier life of the lab may have left changed. One that was met `before` and is
 * still the same stays the same device. Throws what the link throws.
 */
export async function meetPhone({ server, serial, patience, before, signal }: Meeting): Promise<Phone> {
  const stranger = new AdbLink(server, serial, 'The phone', patience);
  // `getprop NAME` of each: all of them are some 50 kB on a phone.
  const ask = `for p in ${identityProperties.join(' ')}; do echo "[$p]: [$(getprop $p)]"; done`;
  const { identity } = await runBatch(stranger, { identity: ask }, { signal, timeoutMs: identityLimitMs });
  const properties = parseAndroidProperties(identity ?? '');
  const { name: model, operatingSystem } = describeAndroid(properties);
  const name = model ?? 'Android phone';
  const id = phoneId(properties.get('ro.serialno') ?? serial);
  const detail = [operatingSystem, linkKind(serial)].filter((part) => part !== null).join(' · ');
  const phone =
    before?.id === id ? { ...before, name, detail } : newPhone({ id, name, detail }, new AdbLink(server, serial, name, patience));
  await phone.settings.restore();
  return phone;
}

function newPhone(identity: Pick<Phone, 'id' | 'name' | 'detail'>, link: AdbLink): Phone {
  const { id, name } = identity;
  const settings = new PhoneSettings(link, new RemoteFiles(link, androidFolder, name));
  const platform = androidPlatform((signal) => settings.hold(signal));
  return { ...identity, device: new RemoteDevice({ id, name, link, platform }), settings, link };
}

/** The same for a phone by cable and by network, and nothing from which its serial number could be had. */
export function phoneId(serial: string): DeviceId {
  return brand<DeviceId>(`phone-${createHash('sha256').update(`proxylab phone ${serial}`).digest('hex').slice(0, 8)}`);
}

export function linkKind(serial: string): string {
  if (serial.startsWith('emulator-')) return 'emulator';
  return /:\d+$|\._adb/.test(serial) ? 'by network' : 'by USB';
}

/** What stands in the way of a phone that the server sees and the lab can't use. */
export function obstacle(state: string): Pick<DeviceListing, 'state' | 'remedy'> & { readonly words: string } {
  if (/unauthorized|authorizing/.test(state)) {
    return {
      state: 'unauthorized',
      words: 'waits for its owner’s consent',
      remedy: authorizeRemedy,
    };
  }
  if (/no permissions/.test(state)) {
    return {
      state: 'offline',
      words: 'its USB device may not be opened',
      remedy:
        'Give your user access to it (on Linux: install android-sdk-platform-tools-common or add a udev rule), then plug it in again.',
    };
  }
  if (/recovery|sideload|rescue|bootloader/.test(state)) {
    return { state: 'offline', words: `is in ${state}`, remedy: 'Restart the phone into Android.' };
  }
  return { state: 'offline', words: 'does not answer', remedy: 'Unlock the phone, unplug it and plug it in again; or restart it.' };
}
