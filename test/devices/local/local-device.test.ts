import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pushModel } from '../../../main/bench/model-push.ts';
import type { RunnerPlan } from '../../../main/devices/runner-protocol.ts';
import { brand } from '../../../main/core/brand.ts';
import { isLabError } from '../../../main/core/lab-error.ts';
import { writeOnnx } from '../../../main/core/network/onnx/write-onnx.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { createRng } from '../../../main/core/rng.ts';
import { LocalDevice } from '../../../main/devices/local/local-device.ts';
import { LocalProvider, localDeviceId } from '../../../main/devices/local/local-provider.ts';
import { runnerLauncher, type RunnerProgram } from '../../../main/devices/local/runner-launcher.ts';
import { SystemFiles } from '../../../main/devices/local/system-files.ts';

const command = { planPath: 'a/plan.json', journalPath: 'a/journal.jsonl', logPath: 'a/log' };

async function localDevice(context: TestContext, program: RunnerProgram = {}): Promise<{ device: LocalDevice; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'proxylab-local-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const device = new LocalDevice({ id: localDeviceId, name: 'This computer', folder, launcher: runnerLauncher(program) });
  return { device, folder };
}

/** A plan that takes as long as nobody stops it. */
async function writeLongPlan(device: LocalDevice): Promise<void> {
  const network = nasBench201.network(nasBench201.sample(createRng(1)));
  const model = await pushModel(device.files, writeOnnx(network, { precision: 'f32', seed: 1, weights: 'constant' }));
  const items = [{ position: 0, ...model, warmup: 1, runs: 1_000_000, minimumMs: 0, maximumMs: 600_000 }];
  const plan: RunnerPlan = { protocol: 1, threads: 1, affinity: [], stopFile: 'a/stop', items };
  await device.files.write(command.planPath, new TextEncoder().encode(JSON.stringify(plan)));
}

test('a started runner is found again by its journal, and stopped', async (context) => {
  const { device } = await localDevice(context);
  assert.equal(await device.findRunner(command), null, 'none yet');
  await writeLongPlan(device);
  const started = await device.startRunner(command);
  const found = await device.findRunner(command);
  assert.equal(found?.pid, started.pid);
  await found.stop();
  assert.equal(await started.ended, null, 'ended by a signal');
  assert.equal(await device.findRunner(command), null);
});

test('a stranger with the pid of an old runner is not taken for it', async (context) => {
  const { device } = await localDevice(context);
  const hello = { type: 'hello', protocol: 1, runner: 'r', runtime: 'r', threads: 1, affinity: [], pid: process.pid };
  await device.files.write(command.journalPath, new TextEncoder().encode(`${JSON.stringify(hello)}\n`));
  assert.equal(await device.findRunner(command), null);
});

test('a runner that does not come up: what it printed is told', async (context) => {
  const { device, folder } = await localDevice(context);
  await writeFile(join(folder, 'broken.mjs'), 'console.error("no library"); process.exit(3);');
  const broken = await localDevice(context, { entry: join(folder, 'broken.mjs') });
  await assert.rejects(broken.device.startRunner(command), (error) => {
    assert.ok(isLabError(error, 'runner-failed'));
    assert.match(error.details, /exit code 3\nno library/);
    return true;
  });
  const absent = await localDevice(context, { node: join(folder, 'no-such-node') });
  await assert.rejects(
    absent.device.startRunner(command),
    (error) => isLabError(error, 'runner-failed') && error.details.includes('ENOENT'),
  );
  assert.equal(await device.findRunner(command), null);
});

test('the log of a quiet runner is empty', async (context) => {
  const { device, folder } = await localDevice(context);
  await writeLongPlan(device);
  const runner = await device.startRunner(command);
  await runner.stop();
  assert.equal(await readFile(join(folder, command.logPath), 'utf8'), '');
});

test('the second reading knows the load', async (context) => {
  const { device } = await localDevice(context);
  assert.equal((await device.readings()).load, null);
  const { load } = await device.readings();
  assert.ok(load === null || (load >= 0 && load <= 1)); // null where no tick has passed between the two
});

test('without the files of Linux, Node.js tells what it knows and the rest is unknown', async (context) => {
  const { folder } = await localDevice(context);
  const system = new SystemFiles(join(folder, 'no-such-root'));
  const provider = new LocalProvider({ folder, launcher: runnerLauncher(), system });
  const device = await provider.connect(localDeviceId);
  const { clusters, memoryBytes, operatingSystem } = await device.describe();
  assert.equal(clusters.flatMap(({ processors }) => processors).length >= availableParallelism(), true);
  assert.deepEqual([clusters[0]?.maximumClockKhz, clusters[0]?.governor], [null, null]);
  assert.ok((memoryBytes ?? 0) > 0 && operatingSystem !== null);
  const readings = await device.readings();
  assert.deepEqual([readings.clocks, readings.temperatures, readings.load], [[], [], null]);
});

test('the provider knows one device', async (context) => {
  const { folder } = await localDevice(context);
  const provider = new LocalProvider({ folder, launcher: runnerLauncher() });
  assert.deepEqual(
    (await provider.list()).map(({ id, state }) => [id, state]),
    [['local', 'ready']],
  );
  await assert.rejects(provider.connect(brand('other')), (error) => isLabError(error, 'not-found'));
});
