import { mkdirSync, readFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertNever } from '../../core/assert-never.ts';
import type { DeviceId } from '../../core/brand.ts';
import { LabError, throwIfCancelled } from '../../core/lab-error.ts';
import type { RunnerChoice } from '../../core/measurement/runner-choice.ts';
import type { Device, DeviceDescription, DeviceReadings, RunnerCommand, RunnerProcess } from '../device.ts';
import { parseClockLimits, parseClocks } from '../profile/cpu-clusters.ts';
import { parseCpuInfo } from '../profile/cpu-info.ts';
import { parseMemoryInfo } from '../profile/memory-info.ts';
import { loadBetween, parseProcessorTimes, type ProcessorTimes } from '../profile/processor-times.ts';
import { parseTemperatures } from '../profile/temperatures.ts';
import { noSuchRuntime } from '../runtimes/no-such-runtime.ts';
import type { CRunner } from './c-runner.ts';
import { commandOnPath } from './command-on-path.ts';
import { fileError } from './file-error.ts';
import { describeComputer, localRuntime } from './local-description.ts';
import { LocalFiles } from './local-files.ts';
import { foundRunner, startedRunner } from './local-runner.ts';
import { customLauncher, type LaunchedRunner, programLauncher, type RunnerLauncher } from './runner-launcher.ts';
import { SystemFiles } from './system-files.ts';

const precisions = ['f32', 'int8'] as const;
const helloPatienceMs = 30_000;
const helloIntervalMs = 20;

export interface LocalDeviceOptions {
  readonly id: DeviceId;
  readonly name: string;
  /** The device folder: plans, journals and models. */
  readonly folder: string;
  readonly launcher: RunnerLauncher;
  readonly system?: SystemFiles;
  /** The C runner of phones and boards for this computer; null: there is none. */
  readonly cRunner?: CRunner | null;
}

/** This computer as a device like any other. */
export class LocalDevice implements Device {
  readonly kind = 'local';
  readonly id: DeviceId;
  readonly name: string;
  readonly files: LocalFiles;
  readonly #folder: string;
  readonly #launcher: RunnerLauncher;
  readonly #system: SystemFiles;
  readonly #cRunner: CRunner | null;
  #times: ProcessorTimes | null = null;

  constructor({ id, name, folder, launcher, system = new SystemFiles(), cRunner = null }: LocalDeviceOptions) {
    this.id = id;
    this.name = name;
    this.files = new LocalFiles(folder);
    this.#folder = folder;
    this.#launcher = launcher;
    this.#system = system;
    this.#cRunner = cRunner;
  }

  async describe(): Promise<DeviceDescription> {
    return {
      id: this.id,
      kind: this.kind,
      name: this.name,
      ...describeComputer(this.#system),
      runtimes: [
        { kind: 'onnxruntime', name: localRuntime, precisions },
        ...(this.#cRunner === null ? [] : [{ kind: 'onnxruntime-c' as const, name: this.#cRunner.runtime, precisions }]),
      ],
      affinity: process.platform === 'linux' && commandOnPath('taskset'),
    };
  }

  async readings(): Promise<DeviceReadings> {
    const before = this.#times;
    this.#times = parseProcessorTimes(this.#system.read('proc/stat') ?? '');
    const policies = this.#system.cpufreqPolicies();
    const clocks = parseClocks(policies);
    return {
      atMs: Date.now(),
      clocks: clocks.length > 0 ? clocks : this.#clocksOfCpuInfo(),
      clockLimits: parseClockLimits(policies),
      temperatures: parseTemperatures(this.#system.temperatureSensors()),
      freeMemoryBytes: parseMemoryInfo(this.#system.read('proc/meminfo') ?? '').availableBytes ?? freemem(),
      load: loadBetween(before, this.#times),
    };
  }

  async startRunner({ planPath, journalPath, logPath, runner }: RunnerCommand, signal?: AbortSignal): Promise<RunnerProcess> {
    throwIfCancelled(signal);
    const log = this.files.absolute(logPath);
    try {
      mkdirSync(dirname(log), { recursive: true });
    } catch (error) {
      throw fileError(error, log);
    }
    const launched = await (await this.#launcherOf(runner))({ folder: this.#folder, planPath, journalPath, logPath: log });
    await this.#comesUp(launched, journalPath, log);
    return startedRunner(launched);
  }

  async findRunner({ journalPath }: RunnerCommand): Promise<RunnerProcess | null> {
    const pid = pidOfHello(Buffer.from(await this.files.read(journalPath, 0)).toString('utf8'));
    return pid === null ? null : foundRunner(pid, journalPath);
  }

  async #launcherOf(runner: RunnerChoice | undefined): Promise<RunnerLauncher> {
    switch (runner?.kind) {
      case undefined:
      case 'onnxruntime':
        return this.#launcher;
      case 'onnxruntime-c':
        return programLauncher(await this.#cRunnerWords());
      case 'custom':
        if (runner.output !== 'benchmark-model') return customLauncher(runner.command);
        return programLauncher([...(await this.#cRunnerWords()), '--benchmark-model', runner.command]);
      case 'trtexec':
        throw noSuchRuntime(this.name);
      default:
        return assertNever(runner);
    }
  }

  async #cRunnerWords(): Promise<readonly string[]> {
    if (this.#cRunner === null) throw noSuchRuntime(this.name);
    return await this.#cRunner.words();
  }

  /** A runner has come up when its journal has something in it. */
  async #comesUp(launched: LaunchedRunner, journalPath: string, log: string): Promise<void> {
    let exitCode: number | null | undefined;
    void launched.ended.then((code) => (exitCode = code));
    for (let waitedMs = 0; ; waitedMs += helloIntervalMs) {
      if (((await this.files.size(journalPath)) ?? 0) > 0) return;
      if (exitCode !== undefined || waitedMs > helloPatienceMs) break;
      await sleep(helloIntervalMs);
    }
    await startedRunner(launched).stop();
    throw new LabError({
      code: 'runner-failed',
      message: 'The benchmark runner did not come up on this computer.',
      remedy: 'Look at the details for what it printed.',
      details: `exit code ${exitCode ?? 'none'}\n${readFileSync(log, 'utf8').slice(-2000)}`.trim(),
    });
  }

  #clocksOfCpuInfo(): DeviceReadings['clocks'] {
    const { processors } = parseCpuInfo(this.#system.read('proc/cpuinfo') ?? '');
    return processors.flatMap(({ processor, clockKhz }) => (clockKhz === null ? [] : [{ processor, clockKhz }]));
  }
}

/** The pid in a journal's first line; null where that is no whole `hello`. */
function pidOfHello(journal: string): number | null {
  const [firstLine, ...more] = journal.split('\n', 2);
  if (firstLine === undefined || more.length === 0) return null;
  try {
    const hello: unknown = JSON.parse(firstLine);
    const pid = typeof hello === 'object' && hello !== null && 'pid' in hello ? hello.pid : null;
    return Number.isSafeInteger(pid) && (pid as number) > 0 ? (pid as number) : null;
  } catch {
    return null;
  }
}
