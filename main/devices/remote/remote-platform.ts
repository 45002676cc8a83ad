import type { Temperature } from '../../core/measurement/processor-temperature.ts';
import type { Device, DeviceDescription, DeviceRuntime } from '../device.ts';
import type { DeviceLink } from './device-link.ts';
import type { RemoteFiles } from './remote-files.ts';
import type { Answers } from './run-batch.ts';

/** What the kernel's files alone don't tell, or tell worse. */
export type Description = Partial<
  Pick<DeviceDescription, 'processorModel' | 'operatingSystem' | 'abi' | 'memoryBytes' | 'clusters' | 'powerMode' | 'powerSensor'>
>;

/** What differs between kinds of remote devices. */
export interface RemotePlatform {
  readonly kind: Device['kind'];
  /** The lab's folder on the device: absolute, of plain characters. */
  readonly folder: string;
  readonly runner: RemoteRunnerProgram;
  /** Commands asked beside the kernel's files when it is described, and what their answers say. */
  readonly questions: Readonly<Record<string, string>>;
  describe(answers: Answers<string>): Description;
  /** What it has beside `runner`, by the same answers; absent: nothing. */
  furtherRuntimes?(answers: Answers<string>): readonly DeviceRuntime[];
  /** The same for every reading. */
  readonly readingQuestions: Readonly<Record<string, string>>;
  temperatures(answers: Answers<string>): readonly Temperature[];
  /** What the system says of throttling, as in `DeviceReadings`. */
  throttling?(answers: Answers<string>): string | null;
  /** As in `Device`. */
  readonly thermalLimits?: NonNullable<Device['thermalLimits']>;
  readonly prepare?: NonNullable<Device['prepare']>;
}

/** How the benchmark runner comes to a device and is started there. */
export interface RemoteRunnerProgram {
  /** As the runner's `hello` names it: part of every measurement's identity. */
  readonly runtime: string;
  readonly precisions: DeviceRuntime['precisions'];
  /**
   * Puts in place what the device lacks and returns the beginning of the command line that starts the runner in the device folder, in the
   * words of a shell. `--plan` and `--journal` follow. Throws `abi-mismatch`, `disk-full`, `permission-denied` and what the link throws.
   */
  install(device: { readonly link: DeviceLink; readonly files: RemoteFiles }, signal?: AbortSignal): Promise<string>;
}
