import { brand, type DeviceId } from '../../core/brand.ts';
import { LabError } from '../../core/lab-error.ts';
import type { Device, DeviceListing, DeviceProvider } from '../device.ts';
import { type CRunner, findCRunner } from './c-runner.ts';
import { LocalDevice } from './local-device.ts';
import { describeComputer } from './local-description.ts';
import type { RunnerLauncher } from './runner-launcher.ts';
import { SystemFiles } from './system-files.ts';

/** Id of this computer in every lab. */
export const localDeviceId = brand<DeviceId>('local');

const name = 'This computer';

export interface LocalProviderOptions {
  /** Takes plans, journals and models. */
  readonly folder: string;
  readonly launcher: RunnerLauncher;
  readonly system?: SystemFiles;
  readonly cRunner?: CRunner | null;
}

/** Offers this computer as a device. */
export class LocalProvider implements DeviceProvider {
  readonly kind = 'local';
  readonly #device: LocalDevice;
  readonly #system: SystemFiles;

  constructor({ folder, launcher, system = new SystemFiles(), cRunner = findCRunner() }: LocalProviderOptions) {
    this.#system = system;
    this.#device = new LocalDevice({ id: localDeviceId, name, folder, launcher, system, cRunner });
  }

  async list(): Promise<readonly DeviceListing[]> {
    const { processorModel, maximumThreads, operatingSystem } = describeComputer(this.#system);
    const detail = [processorModel, `${maximumThreads} processors`, operatingSystem].filter((part) => part !== null).join(' · ');
    return [{ id: localDeviceId, kind: 'local', name, state: 'ready', detail }];
  }

  async connect(id: DeviceId): Promise<Device> {
    if (id === localDeviceId) return this.#device;
    throw new LabError({
      code: 'not-found',
      message: `There is no local device ${id}.`,
      remedy: `This computer is called ${localDeviceId}.`,
    });
  }
}
