import type { DeviceId } from '../../core/brand.ts';
import type { Temperature } from '../../core/measurement/processor-temperature.ts';
import type { Device, DeviceDescription, DeviceReadings, PowerLogCommand, RunnerCommand, RunnerProcess } from '../device.ts';
import { parseClockLimits, parseClocks } from '../profile/cpu-clusters.ts';
import { cpufreqPolicies, parseKernelFiles, thermalZones } from '../profile/kernel-files.ts';
import { describeKernelFiles } from '../profile/kernel-description.ts';
import { parseMemoryInfo } from '../profile/memory-info.ts';
import { loadBetween, parseProcessorTimes, type ProcessorTimes } from '../profile/processor-times.ts';
import { parseTemperatures } from '../profile/temperatures.ts';
import { customWords } from '../runtimes/custom-runtime.ts';
import { noSuchRuntime } from '../runtimes/no-such-runtime.ts';
import { trtexecWord } from '../runtimes/trtexec-version.ts';
import type { DeviceLink } from './device-link.ts';
import { describeKernel, readKernel } from './kernel-questions.ts';
import { RemoteFiles } from './remote-files.ts';
import type { RemotePlatform } from './remote-platform.ts';
import { startRemotePowerLog } from './remote-power-log.ts';
import { RemoteRunners } from './remote-runners.ts';
import { runBatch } from './run-batch.ts';
import { shellWord } from './shell-word.ts';

export interface RemoteDeviceOptions {
  readonly id: DeviceId;
  readonly name: string;
  readonly link: DeviceLink;
  readonly platform: RemotePlatform;
}

/** A phone or a board behind a link. */
export class RemoteDevice implements Device {
  readonly id: DeviceId;
  readonly kind: Device['kind'];
  readonly name: string;
  readonly files: RemoteFiles;
  readonly thermalLimits?: NonNullable<Device['thermalLimits']>;
  readonly prepare?: NonNullable<Device['prepare']>;
  readonly #link: DeviceLink;
  readonly #platform: RemotePlatform;
  readonly #runners: RemoteRunners;
  #times: ProcessorTimes | null = null;
  #program: string | undefined;

  constructor({ id, name, link, platform }: RemoteDeviceOptions) {
    this.id = id;
    this.kind = platform.kind;
    this.name = name;
    this.files = new RemoteFiles(link, platform.folder, name);
    this.#link = link;
    this.#platform = platform;
    this.#runners = new RemoteRunners(link, platform.folder, name);
    if (platform.thermalLimits !== undefined) this.thermalLimits = platform.thermalLimits;
    if (platform.prepare !== undefined) this.prepare = platform.prepare;
  }

  async describe(signal?: AbortSignal): Promise<DeviceDescription> {
    const { runner, questions } = this.#platform;
    const { kernel, ...answers } = await runBatch(this.#link, { ...questions, kernel: describeKernel }, { signal });
    return {
      id: this.id,
      kind: this.kind,
      name: this.name,
      ...describeKernelFiles(parseKernelFiles(kernel ?? '')),
      ...this.#platform.describe(answers),
      runtimes: [
        { kind: 'onnxruntime', name: runner.runtime, precisions: runner.precisions },
        ...(this.#platform.furtherRuntimes?.(answers) ?? []),
      ],
      affinity: true,
    };
  }

  async readings(signal?: AbortSignal): Promise<DeviceReadings> {
    const { readingQuestions } = this.#platform;
    const { kernel, ...answers } = await runBatch(this.#link, { ...readingQuestions, kernel: readKernel }, { signal });
    const files = parseKernelFiles(kernel ?? '');
    const policies = cpufreqPolicies(files);
    const before = this.#times;
    this.#times = parseProcessorTimes(files.get('/proc/stat') ?? '');
    return {
      atMs: Date.now(),
      clocks: parseClocks(policies),
      clockLimits: parseClockLimits(policies),
      temperatures: ofDistinctNames([...parseTemperatures(thermalZones(files)), ...this.#platform.temperatures(answers)]),
      throttling: this.#platform.throttling?.(answers) ?? null,
      freeMemoryBytes: parseMemoryInfo(files.get('/proc/meminfo') ?? '').availableBytes,
      load: loadBetween(before, this.#times),
    };
  }

  async startRunner(command: RunnerCommand, signal?: AbortSignal): Promise<RunnerProcess> {
    const work = await this.#commandLine(command, signal);
    try {
      return await this.#runners.start(work, command, signal);
    } catch (error) {
      this.#program = undefined; // somebody may have removed it: to be looked after the next time
      throw error;
    }
  }

  /** What starts the runner in the device folder, in the words of the device's shell. */
  async #commandLine({ runner, planPath, journalPath }: RunnerCommand, signal: AbortSignal | undefined): Promise<string> {
    const withBenchmarkModel = runner?.kind === 'custom' && runner.output === 'benchmark-model';
    if (runner?.kind === 'custom' && !withBenchmarkModel) {
      return customWords(runner.command, 'json-lines', { plan: planPath, journal: journalPath }).map(shellWord).join(' ');
    }
    if (runner?.kind === 'onnxruntime-c') throw noSuchRuntime(this.name);
    this.#program ??= await this.#platform.runner.install({ link: this.#link, files: this.files }, signal);
    const withTrtexec = runner?.kind === 'trtexec' ? ` --trtexec ${trtexecWord}` : '';
    const backend = withBenchmarkModel ? ` --benchmark-model ${shellWord(runner.command)}` : withTrtexec;
    return `${this.#program}${backend} --plan ${shellWord(planPath)} --journal ${shellWord(journalPath)}`;
  }

  async startPowerLog(command: PowerLogCommand, signal?: AbortSignal): Promise<boolean> {
    return await startRemotePowerLog(this.#link, this.#platform.folder, command, signal);
  }

  async findRunner(command: RunnerCommand, signal?: AbortSignal): Promise<RunnerProcess | null> {
    return await this.#runners.find(command, signal);
  }
}

/** Kernel and system may tell of one sensor by the same name. */
function ofDistinctNames(temperatures: readonly Temperature[]): readonly Temperature[] {
  return temperatures.filter(({ name }, index) => temperatures.findIndex((one) => one.name === name) === index);
}
