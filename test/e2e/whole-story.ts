import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findSpace } from '../../main/core/spaces/spaces.ts';
import { median } from '../../main/core/stats/quantiles.ts';
import { mean } from '../../main/core/stats/summary.ts';
import { androidFolder } from '../../main/devices/adb/android-folder.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { Adaptation } from '../../preload/contract/adaptation.ts';
import type { Campaign } from '../../preload/contract/campaign.ts';
import type { DeviceSummary } from '../../preload/contract/device.ts';
import type { CustomNetwork } from '../../preload/contract/space.ts';
import type { SearchResult, Verification } from '../../preload/contract/search.ts';
import type { TableData } from '../../preload/contract/table.ts';
import type { AdbBench } from '../devices/adb/adb-bench.ts';
import { type CommandOptions, proxylab } from '../helpers/command-line.ts';
import { deviceTruth, journalsIn } from '../soak/faults/device-truth.ts';

const spaceId = 'nas-bench-201';
const [table, column, proxy] = ['sample', 'phone', 'AMD EPYC f32 1 thread'];
/** Under qemu a network of full size takes a second. */
const quickly = ['--runs', '2', '--warmup', '0', '--minimum-ms', '0', '--repeats', '0'];
const small = [...quickly, '--resolution', '8'];
const [sampled, most, picked] = [10, 13, 3];

/** Name → milliseconds that the phone itself has written down, a value a turn in which it was measured. */
type JournalledMs = ReadonlyMap<string, readonly number[]>;

/**
 * A phone is profiled, measured, adapted to from this program's sample table, searched for and verified, and what was found is exported: each step a
 * command of the terminal. `cable`: in every step that measures it is pulled and put in again. Every latency that is shown as measured must be the
 * median of a line of the phone's own journals.
 */
export async function tellWholeStory(bench: AdbBench, cable: 'stays' | 'is pulled'): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-story-'));
  try {
    await new Story(bench, folder, cable === 'is pulled').tell();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Story {
  readonly #bench: AdbBench;
  readonly #folder: string;
  readonly #isCablePulled: boolean;

  constructor(bench: AdbBench, folder: string, isCablePulled: boolean) {
    this.#bench = bench;
    this.#folder = folder;
    this.#isCablePulled = isCablePulled;
  }

  async tell(): Promise<void> {
    const { devices } = await this.#run<{ devices: DeviceSummary[] }>(['devices']);
    const phone = devices.find(({ kind }) => kind === 'adb')!.id;
    await this.#measuring(['profile', phone, '--no-check', '--blocks', '1', ...quickly]);

    await this.#run(['table', 'sample']);
    const sample = ['--space', spaceId, '--samples', String(sampled), '--table', table, '--column', column, '--blocks', '1'];
    const { campaign } = await this.#measuring<{ campaign: Campaign }>(['measure', phone, ...sample, ...small]);
    assert.deepEqual([campaign.state, campaign.done], ['finished', sampled]);

    const pair = ['adapt', table, '--proxy', proxy, '--target', column];
    const until = ['--measure', phone, '--until', '0.9', '--max', String(most), '--step', String(most - sampled)];
    const model = this.#file('adapted.json');
    const adaptation = await this.#measuring<Adaptation>([...pair, ...until, ...small, '-o', model]);
    assert.equal(adaptation.samples.length, most);

    const search = ['search', '--space', spaceId];
    const verification = await this.#measuring<Verification>([
      ...search,
      '--model',
      model,
      '--verify',
      phone,
      '--most',
      String(picked),
      ...small,
    ]);
    assert.equal(verification.picks.length, picked);

    await this.#exportAll(phone, verification.after, {});
    await this.#withoutNetwork([...pair, '--samples', '10'], search, phone, verification);
    this.#trace(adaptation, verification, await this.#table());
  }

  /** Nothing but measuring needs a network, and the same question has the same answer without one. */
  async #withoutNetwork(adapt: string[], search: string[], phone: string, { after }: Verification): Promise<void> {
    const withoutNetwork = { withoutNetwork: true };
    const adapted = await this.#run<Adaptation>(adapt, withoutNetwork);
    assert.equal(adapted.samples.length, 10);
    const found = await this.#run<SearchResult>([...search, '--model', after.modelId!], withoutNetwork);
    assert.deepEqual(found.front, after.front);
    await this.#exportAll(phone, after, withoutNetwork);
  }

  /** The phone's profile, the table, and the network of the best pick. */
  async #exportAll(phone: string, { front }: Pick<SearchResult, 'front'>, how: CommandOptions): Promise<void> {
    await this.#run(['export', phone, '-o', this.#file('phone.profile.json')], how);
    await this.#run(['export', table, '-o', this.#file('table.csv')], how);
    const file = this.#file('pick.onnx');
    const { macs } = await this.#run<CustomNetwork>(['arch', spaceId, front.at(-1)!.name, '--onnx', file], how);
    const read = await this.#run<CustomNetwork>(['arch', 'custom', file], how);
    assert.equal(read.macs, macs);
  }

  /** Every number that is told as measured stands in a journal of the phone. */
  #trace({ samples }: Adaptation, { picks, after }: Verification, { names, columns, values }: TableData): void {
    const journalled = this.#journalledMs();
    const assertTraced = (what: string, name: string, latencyMs: number | null | undefined): void =>
      assert.ok(
        journalled.get(name)?.some((one) => one === latencyMs),
        `${what}, ${name}: ${latencyMs} ms is in no journal: ${journalled.get(name)?.join(', ')}`,
      );
    for (const { name, latencyMs } of samples) assertTraced('sample', name, latencyMs);
    for (const { name, measuredMs } of picks) assertTraced('pick', name, measuredMs);

    const cells = values[columns.findIndex(({ name }) => name === column)]!;
    const filled = names.flatMap((name, row) => (cells[row] === null ? [] : [{ name, latencyMs: cells[row]! }]));
    assert.equal(filled.length, most + picked);
    for (const { name, latencyMs } of filled) assertTraced('table', name, latencyMs);

    const exported = readFileSync(this.#file('table.csv'), 'utf8').split('\n');
    for (const { name, latencyMs } of filled) {
      const line = exported.find((one) => one.startsWith(`${name},`));
      assert.equal(Number(line?.split(',').at(-1)), latencyMs);
    }

    const space = findSpace(spaceId);
    const keyOf = (name: string): string => space.networkKey(space.parse(name));
    const shown = after.front.filter(({ measured }) => measured);
    assert.ok(shown.length > 0, 'at least one of the front is measured');
    for (const { name, latencyMs } of shown) {
      // Architectures that are one network share their latencies.
      const same = filled.filter((one) => keyOf(one.name) === keyOf(name));
      assert.ok(Math.abs(mean(same.map((one) => one.latencyMs)) - latencyMs) < 1e-9, name);
    }

    const profile = JSON.parse(readFileSync(this.#file('phone.profile.json'), 'utf8')) as {
      readonly sets: readonly { readonly latencies: readonly { readonly architecture: string; readonly medianMs: number }[] }[];
    };
    const latencies = profile.sets.flatMap((set) => set.latencies);
    assert.ok(latencies.length >= 10 + most + picked);
    for (const { architecture, medianMs } of latencies) assertTraced('profile', architecture, medianMs);
  }

  /** What the phone wrote itself, line by line the same as what the lab keeps of it. */
  #journalledMs(): JournalledMs {
    const found = new Map<string, number[]>();
    for (const id of readdirSync(this.#campaignsOfPhone())) {
      const truth = deviceTruth(journalsIn(join(this.#campaignsOfPhone(), id)));
      for (const { campaignId, slot, architecture, wallUs } of this.#measurements()) {
        if (campaignId !== id) continue;
        const samplesMs = wallUs.map((wall) => wall / 1000);
        const turns = truth.get(`${slot.block}/${slot.repeat}/${slot.position}`) ?? [];
        assert.ok(
          turns.some((turn) => JSON.stringify(turn) === JSON.stringify(samplesMs)),
          `${id} ${architecture}: not as in the journal`,
        );
        found.set(architecture, [...(found.get(architecture) ?? []), median(wallUs) / 1000]);
      }
    }
    return found;
  }

  #measurements() {
    const store = openStore(this.#file('lab'), { readOnly: true });
    try {
      return store.campaigns.list().flatMap(({ id }) => store.campaigns.measurements(id));
    } finally {
      store.close();
    }
  }

  async #table(): Promise<TableData> {
    return (await this.#run<{ table: TableData }>(['table', 'show', table])).table;
  }

  /** A command in the midst of whose measuring the cable may be pulled. */
  async #measuring<Result>(args: readonly string[]): Promise<Result> {
    if (!this.#isCablePulled) return await this.#run(args);
    const ended = new AbortController();
    const [result, wasPulled] = await Promise.all([
      this.#run<Result>(args).finally(() => ended.abort()),
      this.#pullOnceMeasuring(ended.signal),
    ]);
    assert.ok(wasPulled, `${args[0]} measured with the cable pulled`);
    return result;
  }

  async #pullOnceMeasuring(ended: AbortSignal): Promise<boolean> {
    const known = new Set(this.#startedCampaigns());
    const hasBegun = (id: string): boolean => !known.has(id) && deviceTruth(journalsIn(join(this.#campaignsOfPhone(), id))).size > 0;
    while (!this.#startedCampaigns().some(hasBegun)) {
      if (ended.aborted) return false;
      await sleep(20);
    }
    await this.#bench.phone.refuse(true);
    while ((await this.#bench.server.devices()).some(({ state }) => state === 'device')) await sleep(50);
    await this.#bench.phone.refuse(false);
    await this.#bench.again();
    return !ended.aborted;
  }

  #startedCampaigns(): readonly string[] {
    return existsSync(this.#campaignsOfPhone()) ? readdirSync(this.#campaignsOfPhone()) : [];
  }

  #campaignsOfPhone(): string {
    return this.#bench.phone.file(`${androidFolder}/campaigns`);
  }

  async #run<Result>(args: readonly string[], how: CommandOptions = {}): Promise<Result> {
    const withLab = args[0] === 'arch' ? args : [...args, '--lab', this.#file('lab')];
    const { exitCode, stdout, stderr } = await proxylab([...withLab, '--json'], how);
    assert.equal(exitCode, 0, `${args.join(' ')}\n${stderr}`);
    return JSON.parse(stdout) as Result;
  }

  #file(name: string): string {
    mkdirSync(this.#folder, { recursive: true });
    return join(this.#folder, name);
  }
}
