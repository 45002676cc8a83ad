import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLab } from '../../main/lab.ts';
import type { Campaign } from '../../preload/contract/campaign.ts';
import type { CheckStep, DeviceDescription, DeviceSummary } from '../../preload/contract/device.ts';
import type { ProfileSummary } from '../../preload/contract/profile.ts';
import { AdbBench, withoutPhones } from '../devices/adb/adb-bench.ts';
import { boardUser, FakeBoard } from '../fakes/board/fake-board.ts';
import { needsBoard } from '../fakes/board/needs-board.ts';
import { type CommandResult, proxylab, scratchFolder } from '../helpers/command-line.ts';

/** Under qemu a network of full size takes seconds. */
const quick = ['--runs', '1', '--warmup', '0', '--minimum-ms', '0', '--blocks', '1', '--repeats', '0'];
const samples = 3;

async function json<Result>(...args: readonly string[]): Promise<Result> {
  const result = await proxylab([...args, '--json']);
  assert.equal(result.exitCode, 0, `${args.join(' ')}\n${result.stderr}`);
  return JSON.parse(result.stdout) as Result;
}

/** Latencies by space and architecture. */
async function latencies(labFolder: string): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const lab = openLab({ folder: labFolder });
  try {
    const found = new Map<string, Readonly<Record<string, unknown>>>();
    for (const { name, quantity } of await lab.client.tables.list()) {
      if (quantity !== 'latency') continue;
      const { spaceId, names, values } = await lab.client.tables.get({ table: name });
      found.set(spaceId, Object.fromEntries(names.map((architecture, row) => [architecture, values.map((column) => column[row])])));
    }
    return found;
  } finally {
    await lab.close();
  }
}

function labOf(folder: string): readonly [string, string] {
  return ['--lab', join(folder, 'lab')];
}

interface Profiled {
  readonly campaign?: Campaign;
  readonly profile: ProfileSummary;
  readonly description: DeviceDescription;
  readonly check: readonly CheckStep[];
}

/** A computer that is busy may rightly fail the last step of the smoke test: its times do not repeat. */
async function profiled(id: string, lab: readonly string[], file: string): Promise<Profiled> {
  const args = ['profile', id, ...quick, ...lab, '-o', file];
  const { exitCode, stdout, stderr } = await proxylab([...args, '--json']);
  if (exitCode === 0) return JSON.parse(stdout) as Profiled;
  assert.match(stderr, /^Times repeat: The same network takes .* times as long/m);
  return await json<Profiled>(...args, '--no-check');
}

/** From the README alone: profile, measure, export; import in a fresh lab. */
async function throughTheReadme(id: string, folder: string): Promise<Profiled> {
  const lab = labOf(folder);
  const result = await profiled(id, lab, join(folder, 'first.profile.json'));
  assert.equal(result.profile.columns[0]?.architectures, 10);
  assert.ok(result.check.every(({ status }) => status === 'passed'));

  const sampled = ['--space', 'mobilenet-v3', '--samples', String(samples), '--resolution', '32', '--table', 'sampled'];
  const { campaign } = await json<{ campaign: Campaign }>('measure', id, ...sampled, ...quick, ...lab);
  assert.deepEqual([campaign.state, campaign.done, campaign.runtime], ['finished', samples, 'onnxruntime 1.30.0']);

  const file = join(folder, 'device.profile.json');
  await json('export', id, '-o', file, ...lab);
  const fresh = join(folder, 'fresh');
  const { added, leftOut } = await json<{ added: number; leftOut: unknown[] }>('import', file, '--lab', fresh);
  assert.deepEqual([added, leftOut], [10 + samples, []]);
  const own = await latencies(lab[1]);
  assert.deepEqual([...own.keys()].sort(), ['mobilenet-v3', 'nas-bench-201']);
  assert.deepEqual(await latencies(fresh), own);
  assert.ok(!readFileSync(file, 'utf8').includes('127.0.0.1'));
  return result;
}

void test(
  'a phone in the terminal, by the README: listed, profiled, measured, exported, imported',
  { skip: withoutPhones() },
  async (context) => {
    const { phone } = await AdbBench.open(context);
    const folder = scratchFolder(context);
    const lab = labOf(folder);
    const { devices } = await json<{ devices: DeviceSummary[] }>('devices', ...lab);
    const listed = devices.find(({ kind }) => kind === 'adb');
    assert.deepEqual([listed?.name, listed?.state], ['Google Pixel 8 Pro', 'ready']);
    const { description, campaign } = await throughTheReadme(listed!.id, folder);
    assert.deepEqual(campaign?.affinity, [8], 'held to the fastest core');
    assert.deepEqual([description.processorModel, description.abi, description.maximumThreads], ['Google Tensor G3', 'arm64-v8a', 9]);
    assert.equal(description.operatingSystem, 'Android 14 (API 34)');
    assert.deepEqual([phone.state('stay_on_while_plugged_in'), phone.state('fixed-performance')], ['0', 'false']);
  },
);

void test(
  'a Jetson in the terminal, by the README: added, profiled, measured, exported, imported',
  { skip: needsBoard() },
  async (context) => {
    const folder = scratchFolder(context);
    const lab = labOf(folder);
    const board = await FakeBoard.start({ folder: join(folder, 'board') });
    context.after(() => board.remove());
    const add = ['device', 'add', `ssh://${boardUser}@127.0.0.1:${board.port}`, '--key', board.keyFile, ...lab];
    const asked: CommandResult = await proxylab(add);
    assert.deepEqual([asked.exitCode, asked.stderr.includes(`--accept-host-key ${board.fingerprint}`)], [2, true], asked.stderr);
    const { device } = await json<{ device: DeviceSummary }>(...add, '--accept-host-key', board.fingerprint);
    const { description } = await throughTheReadme(device.id, folder);
    assert.match(description.processorModel ?? '', /^NVIDIA Jetson Orin Nano/);
    assert.deepEqual([description.powerMode, description.powerSensor], ['25W', 'INA3221 VDD_IN']);
  },
);
