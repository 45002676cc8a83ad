import type { DeviceId } from '../core/brand.ts';
import type { LabError, LabErrorCode } from '../core/lab-error.ts';
import type { Precision } from '../core/measurement/measurement.ts';
import type { RunnerChoice, RuntimeKind } from '../core/measurement/runner-choice.ts';

export type DeviceKind = 'local' | 'adb' | 'ssh';

/** A device as a provider sees it, before anything is asked of it. */
export interface DeviceListing {
  readonly id: DeviceId;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly state: 'ready' | 'unauthorized' | 'offline';
  /** One line for a list: what it is and how it is linked. */
  readonly detail: string;
  /** What a person must do before it can be used. */
  readonly remedy?: string;
  /** Under which it is listed while it does not say who it is: a phone by network that does not trust this computer yet. */
  readonly formerId?: DeviceId;
}

/** Finds devices of one kind. Add a kind of device by adding a provider in lab.ts. */
export interface DeviceProvider {
  readonly kind: DeviceKind;
  /** Why its devices can't be found at present; null or absent: they can. */
  readonly unavailable?: LabError | null;
  list(signal?: AbortSignal): Promise<readonly DeviceListing[]>;
  /** Throws `not-found`, `device-offline` or `unauthorized`. */
  connect(id: DeviceId, signal?: AbortSignal): Promise<Device>;
}

/** Processors that share clock and governor. */
export interface CpuCluster {
  readonly name: string;
  readonly processors: readonly number[];
  readonly minimumClockKhz: number | null;
  readonly maximumClockKhz: number | null;
  readonly governor: string | null;
}

/** What runs networks on a device. */
export interface DeviceRuntime {
  readonly kind: RuntimeKind;
  /** Name and version as the runner's `hello` gives them: part of every measurement's identity. */
  readonly name: string;
  readonly precisions: readonly Precision[];
}

/** What a device is. `null` is unknown, never zero. */
export interface DeviceDescription {
  readonly id: DeviceId;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly processorModel: string | null;
  readonly clusters: readonly CpuCluster[];
  readonly memoryBytes: number | null;
  readonly operatingSystem: string | null;
  readonly abi: string | null;
  /** The usual one first. */
  readonly runtimes: readonly DeviceRuntime[];
  readonly maximumThreads: number;
  /** Whether the runner can be held to chosen processors. */
  readonly affinity: boolean;
  /** The setting of a Jetson that limits clocks and processors, such as `25W`: latencies of different ones are different devices'. */
  readonly powerMode?: string;
  /** What measures the power that it draws, such as `INA3221 VDD_IN`; absent: nothing does. */
  readonly powerSensor?: string;
}

/** Conditions of one moment. `null` or absent is unknown. */
export interface DeviceReadings {
  readonly atMs: number;
  readonly clocks: readonly { readonly processor: number; readonly clockKhz: number }[];
  /** The highest clock that the system allows each processor at present. */
  readonly clockLimits?: readonly { readonly processor: number; readonly clockKhz: number }[];
  readonly temperatures: readonly { readonly name: string; readonly tempC: number }[];
  /** The system's own word for how far it throttles; null or absent: it does not, or does not say. */
  readonly throttling?: string | null;
  readonly freeMemoryBytes: number | null;
  /** Share of processor time not idle since the last reading, 0 … 1. */
  readonly load: number | null;
}

/** Files in the lab's own folder on a device; paths are relative to it, with forward slashes. */
export interface DeviceFiles {
  /** Size in bytes, or `null` where there is no such file. */
  size(path: string, signal?: AbortSignal): Promise<number | null>;
  /** Writes all or nothing (a temporary name, then a rename). Throws `disk-full`, `permission-denied`, `link-failed`. */
  write(path: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void>;
  /** Bytes from `offset` to the present end; empty where there is nothing yet. */
  read(path: string, offset: number, signal?: AbortSignal): Promise<Uint8Array>;
  remove(path: string, signal?: AbortSignal): Promise<void>;
}

/** A runner at work on a device, independent of the link and of the lab's life. */
export interface RunnerProcess {
  readonly pid: number;
  /** Resolves with the exit code (null: killed or unknown) once it has ended. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

export interface RunnerCommand {
  /** Files in the device folder. */
  readonly planPath: string;
  readonly journalPath: string;
  /** Takes what the runner prints: the only trace of one that died. */
  readonly logPath: string;
  /** Absent: the device's usual runtime. */
  readonly runner?: RunnerChoice;
}

/** Files in the device folder. */
export interface PowerLogCommand {
  /** Of the runner whose power is logged: the log ends with it. */
  readonly journalPath: string;
  readonly powerPath: string;
  /** The log ends when there is this file. */
  readonly powerStopPath: string;
}

/** One thing checked before a device may be measured. */
export interface CheckStep {
  readonly title: string;
  readonly status: 'running' | 'passed' | 'failed';
  readonly detail: string;
  readonly seconds: number;
  readonly failure?: { readonly code: LabErrorCode; readonly remedy: string };
}

/** A connected device. */
export interface Device {
  readonly id: DeviceId;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly files: DeviceFiles;
  /** Processor temperatures below which measuring may begin and from which a measurement counts as hot, in °C; absent: as for a laptop. */
  readonly thermalLimits?: { readonly limitC: number; readonly hotC: number };
  describe(signal?: AbortSignal): Promise<DeviceDescription>;
  readings(signal?: AbortSignal): Promise<DeviceReadings>;
  /** Starts the runner detached; throws `runner-failed` where it does not come up, `unsupported` where the device has no such runtime. */
  startRunner(command: RunnerCommand, signal?: AbortSignal): Promise<RunnerProcess>;
  /** Logs the power that the device draws, independent of the link; false where nothing measures it. Absent: this kind of device cannot. */
  startPowerLog?(command: PowerLogCommand, signal?: AbortSignal): Promise<boolean>;
  /** The runner that still works on this journal after the lab died, if there is one. */
  findRunner(command: RunnerCommand, signal?: AbortSignal): Promise<RunnerProcess | null>;
  /**
   * Brings it into the state in which it is measured. The returned function puts back what was changed and throws nothing: where the link is
   * lost, the device's provider does it when it finds the device again.
   */
  prepare?(signal?: AbortSignal): Promise<() => Promise<void>>;
}
