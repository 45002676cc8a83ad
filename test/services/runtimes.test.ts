import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ORPCError } from '@orpc/client';
import { fakeBenchmarkModel } from '../fakes/fake-benchmark-model.ts';
import { findCRunner } from '../../main/devices/local/c-runner.ts';
import { openLab, type Lab } from '../../main/lab.ts';
import type { Campaign, CampaignRequest } from '../../preload/contract/campaign.ts';

const cRunner = findCRunner();
const skip = cRunner === null ? 'the runner kept for this computer is of x86-64 Linux' : false;

const quick: CampaignRequest = {
  deviceId: 'local',
  spaceId: 'nas-bench-201',
  resolution: 8,
  samples: 2,
  warmup: 1,
  runs: 3,
  minimumMs: 0,
  blocks: 1,
  driftLimit: 1e9,
  table: 'runtimes',
};

async function openFor(context: TestContext): Promise<{ lab: Lab; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'proxylab-runtimes-'));
  const lab = openLab({ folder: join(folder, 'lab') });
  context.after(async () => {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { lab, folder };
}

async function measure({ client }: Lab, request: CampaignRequest): Promise<Campaign> {
  const { id } = await client.campaigns.start(request);
  for await (const event of await client.campaigns.watch({ campaignId: id })) void event;
  return await client.campaigns.get({ campaignId: id });
}

async function refused(promise: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof ORPCError, String(error));
    assert.deepEqual([(error.data as { code: string }).code, message.test(error.message)], [code, true], error.message);
    return true;
  });
}

test('runtimes of this computer in one table: a column for each, never two in one', { skip }, async (context) => {
  const { lab, folder } = await openFor(context);
  const { runtimes } = await lab.client.devices.describe({ deviceId: 'local' });
  assert.deepEqual(
    runtimes.map(({ kind }) => kind),
    ['onnxruntime', 'onnxruntime-c'],
  );
  const usual = await measure(lab, quick);
  const inC = await measure(lab, { ...quick, runtime: 'onnxruntime-c' });
  assert.deepEqual([inC.state, inC.done, inC.runtime, inC.column], ['finished', 2, cRunner?.runtime, 'local-onnxruntime-c-f32-1t-r8']);
  assert.notEqual(inC.runtime, usual.runtime);
  await refused(measure(lab, { ...quick, runtime: 'onnxruntime-c', column: usual.column }), 'already-exists', /other conditions/);

  // A program of one's own: here the C runner behind a script.
  const program = join(folder, 'own');
  const words = (await cRunner!.words()).map((word) => `'${word}'`).join(' ');
  await writeFile(program, `#!/bin/sh\nexec ${words} --plan "$2" --journal "$4"\n`, { mode: 0o755 });
  const custom = { ...quick, runtime: 'custom', customCommand: `${program} --plan {plan} --journal {journal}` } as const;
  const own = await measure(lab, custom);
  assert.deepEqual([own.state, own.done], ['finished', 2], own.message);
  assert.match(own.runtime, /^custom onnxruntime \d+\.\d+\.\d+ [0-9a-f]{8}$/);
  const [measurement] = await lab.client.campaigns.measurements({ campaignId: own.id });
  assert.equal(measurement?.samplesMs.length, 3);
  const faster = await measure(lab, { ...custom, customCommand: `${custom.customCommand} --fast` });
  assert.notEqual(faster.runtime, own.runtime, 'other arguments are another runtime');
  const { columns } = await lab.client.tables.get({ table: 'runtimes' });
  assert.deepEqual(
    columns.map(({ name, measured }) => [name, measured]),
    [usual, inC, own, faster].map(({ column }) => [column, 2]),
  );
});

test('benchmark_model measures files of TensorFlow Lite, and nothing else', { skip }, async (context) => {
  const { lab, folder } = await openFor(context);
  const program = join(folder, 'benchmark_model');
  await writeFile(program, fakeBenchmarkModel, { mode: 0o755 });
  const content = new Blob(['\x1c\0\0\0TFL3 and so on']);
  const { samples: _samples, resolution: _resolution, ...limits } = quick;
  const customCommand = `${program} --graph={model}`;
  const request = { ...limits, spaceId: 'custom', runtime: 'custom', customOutput: 'benchmark-model', customCommand, blocks: 1 } as const;
  const lite = await measure(lab, { ...request, networks: [{ fileName: 'own.tflite', content }], precision: 'int8' });
  assert.deepEqual([lite.state, lite.done, lite.precision], ['finished', 1, 'int8'], lite.message);
  assert.match(lite.runtime, /^custom benchmark_model [0-9a-f]{8}$/);
  const [measurement] = await lab.client.campaigns.measurements({ campaignId: lite.id });
  assert.equal(measurement?.samplesMs.length, 5);
  const onnx = { fileName: 'own.onnx', content: new Blob(['no flat buffer']) };
  await refused(
    lab.client.campaigns.start({ ...request, networks: [onnx] }),
    'parse-failed',
    /own\.onnx: this is not a TensorFlow Lite file/,
  );
});

test('what cannot be measured is refused before anything is begun', { skip }, async (context) => {
  const { lab, folder } = await openFor(context);
  const start = (changes: Partial<CampaignRequest>): Promise<unknown> => lab.client.campaigns.start({ ...quick, ...changes });
  const custom = { runtime: 'custom', customCommand: 'benchmark {plan} {journal}' } as const;
  await refused(start({ runtime: 'trtexec' }), 'unsupported', /This computer does not have the runtime trtexec/);
  await refused(start({ customCommand: 'ours' }), 'invalid-input', /Only the runtime custom takes a command/);
  await refused(start({ runtime: 'custom' }), 'invalid-input', /needs the command/);
  await refused(start({ ...custom, customCommand: 'benchmark {plan}' }), 'invalid-input', /no place for \{journal\}/);
  await refused(start({ ...custom, customOutput: 'benchmark-model' }), 'unsupported', /takes only \.tflite files/);
  await refused(start({ ...custom, customCommand: `${folder}/absent {plan} {journal}` }), 'runner-failed', /could not be started/);
  await writeFile(join(folder, 'talks'), '#!/bin/sh\necho hello >"$2"\n', { mode: 0o755 });
  await refused(
    start({ ...custom, customCommand: `${folder}/talks {plan} {journal}` }),
    'runner-failed',
    /does not keep to the runner’s protocol/,
  );
  const hello = '{"type":"hello","protocol":1,"runner":"r","runtime":"","threads":1,"affinity":[],"pid":1}';
  await writeFile(join(folder, 'nameless'), `#!/bin/sh\necho '${hello}' >"$2"; echo '{"type":"done","stopped":false}' >>"$2"\n`, {
    mode: 0o755,
  });
  await refused(start({ ...custom, customCommand: `${folder}/nameless {plan} {journal}` }), 'runner-failed', /does not name its runtime/);
  assert.deepEqual(await lab.client.campaigns.list(), []);
  assert.equal((await lab.client.devices.list())[0]?.state, 'ready');
});

test('a program that has become another since the campaign began is not mixed in', { skip }, async (context) => {
  const { lab, folder } = await openFor(context);
  const lines = (runtime: string): string =>
    ['hello', 'done']
      .map(
        (type) =>
          `echo '${JSON.stringify({ type, protocol: 1, runner: 'r', runtime, threads: 1, affinity: [], pid: 1, stopped: false })}' >>"$2"`,
      )
      .join('\n');
  const write = (after: string): Promise<void> =>
    writeFile(join(folder, 'own'), `#!/bin/sh\nif grep -q '"items":\\[\\]' "$1"; then\n${lines('ours 1')}\nelse\n${lines(after)}\nfi\n`, {
      mode: 0o755,
    });
  await write('ours 2');
  const campaign = await measure(lab, { ...quick, runtime: 'custom', customCommand: `${folder}/own {plan} {journal}` });
  assert.equal(campaign.state, 'failed');
  assert.match(campaign.message, /it runs ours 2 and the campaign was begun with ours 1/);
});
