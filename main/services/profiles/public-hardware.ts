import { hostname, userInfo } from 'node:os';
import type { DeviceProfile } from '../../../preload/contract/device-profile.ts';
import type { DeviceDescription } from '../../devices/device.ts';

/** What a device is called and what it is, as others may know it. */
export interface PublicDevice {
  readonly name: string;
  readonly hardware: DeviceProfile['hardware'];
}

const nameOfKind = { local: 'Computer', adb: 'Phone', ssh: 'Board' } as const;
const longest = 100;
/** Addresses of networks, of people and of folders. */
const addresses = /\d{1,3}(?:\.\d{1,3}){3}|(?:[\da-f]{2}:){5}[\da-f]{2}|(?:[\da-f]{1,4}:){4,}|\S@\S|:\/\/|\/home\/|\/Users\/|\\Users\\/i;
/** Shorter pieces of an id, such as `ssh` or a port, are no secret. */
const shortestSecret = 4;

/**
 * The description without what tells a unit, a network or a person: its id (a serial number, or user and host), this computer's and user's names
 * and anything that looks like an address. A name that does gives way to the processor's.
 */
export function publicDevice(description: DeviceDescription, ownNames = namesOfThisComputer()): PublicDevice {
  const secrets = [description.id, ...description.id.split(/[^\p{L}\p{N}._-]+/u), ...ownNames]
    .map((secret) => secret.toLowerCase())
    .filter((secret) => secret.length >= shortestSecret && secret !== description.kind);
  const open = (text: string | null): string | null => {
    const clean =
      text
        ?.replace(/\p{C}+/gu, ' ')
        .trim()
        .slice(0, longest) ?? '';
    if (clean === '' || addresses.test(clean)) return null;
    const words = ` ${clean.toLowerCase().replace(/[^\p{L}\p{N}._-]+/gu, ' ')} `;
    return secrets.some((secret) => words.includes(` ${secret} `)) ? null : clean;
  };
  const { kind, clusters, memoryBytes } = description;
  const processorModel = open(description.processorModel);
  // A phone is called by its model; every lab calls its own computer the same, and boards are called by people or by their hosts.
  const own = kind === 'adb' ? open(description.name) : null;
  return {
    name: own ?? processorModel ?? nameOfKind[kind],
    hardware: {
      kind,
      processorModel,
      clusters: clusters.map(({ name, processors, minimumClockKhz, maximumClockKhz, governor }) => ({
        name: open(name) ?? 'processors',
        processors: [...processors],
        minimumClockKhz,
        maximumClockKhz,
        governor: open(governor),
      })),
      memoryBytes,
      operatingSystem: open(description.operatingSystem),
      abi: open(description.abi),
      powerMode: open(description.powerMode ?? null),
    },
  };
}

function namesOfThisComputer(): string[] {
  try {
    return [hostname(), userInfo().username];
  } catch {
    return [hostname()]; // a user id without an account, as in containers
  }
}
