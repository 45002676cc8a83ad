import { brand, type CampaignId } from '../core/brand.ts';
import { isLabError, LabError } from '../core/lab-error.ts';
import { writeOnnx } from '../core/network/onnx/write-onnx.ts';
import { createRng } from '../core/rng.ts';
import { nasBench201 } from '../core/spaces/nas-bench-201.ts';
import type { CheckStep, Device, DeviceDescription } from '../devices/device.ts';
import { systemClock } from './clock.ts';
import { pushModel, type PushedModel } from './model-push.ts';
import { medianLatencyMs } from './quality.ts';
import { runPlan } from './run-plan.ts';
import type { JournalLine, JournalResult } from '../devices/runner-protocol.ts';

/** Its files stand beside those of the campaigns; a device is checked by one at a time. */
const checkId = brand<CampaignId>('check');
const probeBytes = 16 * 1024 * 1024;
const rounds = 3;
/** Each round's runs and time at least: a fast device needs many runs for a sure median, a slow one gets through few. */
const round = { warmup: 2, runs: 5, minimumMs: 100, maximumMs: 10_000 };
/** Other processors and other numbers of threads add in another order: single precision leaves about this much between them. */
const outputTolerance = 1e-3;
/** Slowest over fastest round: a busy computer reaches 2, more is no place to measure. */
const repeatableRatio = 4;

/**
 * Smoke test of a device: each step first as `running`, then as `passed` or `failed`; ends at the first failure. `computer`: what the device's
 * results are compared with; null where this computer is the device itself, or is being measured.
 */
export async function* checkDevice(device: Device, computer: Device | null, signal: AbortSignal): AsyncGenerator<CheckStep, void> {
  const check = new DeviceCheck(device, computer, signal);
  for (const [title, run] of check.steps()) {
    const startMs = systemClock.nowMs();
    const seconds = (): number => (systemClock.nowMs() - startMs) / 1000;
    yield { title, status: 'running', detail: '', seconds: 0 };
    try {
      yield { title, status: 'passed', detail: await run(), seconds: seconds() };
    } catch (error) {
      if (!isLabError(error)) throw error;
      const failure = { code: error.code, remedy: error.remedy };
      yield { title, status: 'failed', detail: [error.message, error.details].filter(Boolean).join('\n'), seconds: seconds(), failure };
      return;
    }
  }
}

type Hello = Extract<JournalLine, { type: 'hello' }>;

class DeviceCheck {
  readonly #device: Device;
  readonly #computer: Device | null;
  readonly #signal: AbortSignal;
  #attempt = 0;
  #description: DeviceDescription | undefined;
  #rounds: readonly JournalResult[] = [];

  constructor(device: Device, computer: Device | null, signal: AbortSignal) {
    this.#device = device;
    this.#computer = computer;
    this.#signal = signal;
  }

  steps(): readonly (readonly [title: string, run: () => Promise<string>])[] {
    return [
      ['What it is', () => this.#describe()],
      ['Room for models', () => this.#probeFiles()],
      ['Runner starts', () => this.#startRunner()],
      ['Results agree', () => this.#compareResults()],
      ['Times repeat', async () => this.#compareRounds()],
    ];
  }

  async #describe(): Promise<string> {
    this.#description = await this.#device.describe(this.#signal);
    const { processorModel, maximumThreads, operatingSystem, abi } = this.#description;
    return [processorModel, `${maximumThreads} threads`, operatingSystem, abi].filter((part) => part !== null).join(' · ');
  }

  async #probeFiles(): Promise<string> {
    const { files } = this.#device;
    const path = `campaigns/${checkId}/probe`;
    const bytes = new Uint8Array(probeBytes).fill(85);
    try {
      await files.write(path, bytes, this.#signal);
      const back = await files.read(path, 0, this.#signal);
      if (Buffer.compare(back, bytes) !== 0) {
        throw new LabError({
          code: 'link-failed',
          message: 'What was written reads back differently.',
          remedy: 'Check the disk and the link.',
        });
      }
    } finally {
      await files.remove(path);
    }
    return `${probeBytes / 1024 / 1024} MiB written and read back`;
  }

  async #startRunner(): Promise<string> {
    const { hello, results } = await this.#measure(this.#device, 1, rounds);
    this.#rounds = results;
    return `${hello.runtime}, ${hello.runner}`;
  }

  async #compareResults(): Promise<string> {
    const threads = Math.min(2, this.#description?.maximumThreads ?? 1);
    const { results } = await this.#measure(this.#device, threads, 1);
    const here = this.#computer === null ? [] : (await this.#measure(this.#computer, 1, 1)).results;
    const sums = [...this.#rounds, ...results, ...here].map(({ outputSum }) => outputSum);
    const [first] = sums;
    const agree =
      typeof first === 'number' && sums.every((sum) => sum !== null && Math.abs(sum - first) <= outputTolerance * Math.abs(first));
    const what = [threads === 1 ? 'the same network' : `1 and ${threads} threads`, this.#computer === null ? '' : 'this computer'];
    if (agree) return `${what.filter(Boolean).join(' and ')} give the same result`;
    throw new LabError({
      code: 'runner-failed',
      message: 'The same network gives different results.',
      remedy: 'Do not measure on this device: its memory or its runtime is at fault.',
      details: `sums of the output: ${sums.join(', ')}${this.#computer === null ? '' : ' (the last: this computer)'}`,
    });
  }

  #compareRounds(): string {
    const mediansMs = this.#rounds.map(({ wallUs }) => medianLatencyMs(wallUs));
    const ratio = Math.max(...mediansMs) / Math.min(...mediansMs);
    const figures = mediansMs.map((latencyMs) => latencyMs.toFixed(3)).join(', ');
    if (ratio <= repeatableRatio) return `medians of ${rounds} rounds: ${figures} ms`;
    throw new LabError({
      code: 'runner-failed',
      message: `The same network takes ${ratio.toFixed(1)} times as long from one moment to the next.`,
      remedy: 'End what keeps the device busy, then check again.',
      details: `medians ${figures} ms`,
    });
  }

  /** Runs the tiny network `turns` times in one start of a device's runner. */
  async #measure(
    device: Device,
    threads: number,
    turns: number,
  ): Promise<{ readonly hello: Hello; readonly results: readonly JournalResult[] }> {
    const model = await this.#pushTinyNetwork(device);
    const items = Array.from({ length: turns }, (_, position) => ({ position, ...model, ...round }));
    const plan = { threads, affinity: [], items };
    const { lines, end } = await runPlan(device, { name: checkId, attempt: this.#attempt++, plan, signal: this.#signal });
    const hello = lines.find((line) => line.type === 'hello');
    const results = lines.filter((line) => line.type === 'result');
    if (hello !== undefined && results.length === turns) return { hello, results };
    const failure = lines.find((line) => line.type === 'error')?.message ?? (end.how === 'died' ? end.reason : 'no result');
    throw new LabError({
      code: 'runner-failed',
      message: `The runner did not get through a small network${device === this.#device ? '' : ' on this computer'}.`,
      remedy: 'Look at the details; restart the device and check again.',
      details: failure,
    });
  }

  async #pushTinyNetwork(device: Device): Promise<PushedModel> {
    const network = nasBench201.network(nasBench201.sample(createRng(1)), { resolution: 8 });
    return await pushModel(device.files, writeOnnx(network, { precision: 'f32', seed: 1 }), this.#signal);
  }
}
