import { createRouterClient } from '@orpc/server';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchSpaces } from '../../main/core/spaces/spaces.ts';
import { spaceProcedures } from '../../main/services/spaces.ts';
import { labFailure } from './table-client.ts';

const spaces = createRouterClient(spaceProcedures());
const spaceId = 'nas-bench-201';
const name = '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|';

test('lists the spaces with their genes', async () => {
  const list = await spaces.list();
  assert.deepEqual(
    list.map(({ id, size }) => [id, size]),
    searchSpaces.map(({ id, size }) => [id, size]),
  );
  assert.deepEqual(list[0]!.genes[0]!.values, ['none', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3', 'avg_pool_3x3']);
});

test('samples depend on the seed only, and are names of the space', async () => {
  const sample = async (seed: number): Promise<string[]> =>
    (await spaces.sample({ spaceId: 'mobilenet-v3', samples: 5, seed })).architectures;
  assert.deepEqual(await sample(1), await sample(1));
  assert.notDeepEqual(await sample(1), await sample(2));
  for (const sampled of await sample(1))
    assert.equal((await spaces.architecture({ spaceId: 'mobilenet-v3', name: sampled })).name, sampled);
});

test('an architecture is shown with cost, choices and layers', async () => {
  const detail = await spaces.architecture({ spaceId, name });
  assert.ok(Math.abs(detail.macs / 220.12e6 - 1) < 1e-5);
  assert.equal(detail.params, 1_531_546);
  assert.equal(detail.liveMacs, detail.macs);
  assert.equal(detail.resolution, 32);
  assert.deepEqual(detail.choices, Array(6).fill('nor_conv_3x3'));
  assert.equal(
    detail.layers.reduce((sum, layer) => sum + layer.macs, 0),
    detail.liveMacs,
  );
});

test('dead parts are counted, but neither live nor listed', async () => {
  const dead = '|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|';
  const detail = await spaces.architecture({ spaceId, name: dead });
  assert.ok(detail.macs > detail.liveMacs && detail.params > detail.liveParams);
  assert.equal(detail.canonical, '|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|');
  assert.equal(
    detail.layers.reduce((sum, layer) => sum + layer.params, 0),
    detail.liveParams,
  );
});

test('options shape the network', async () => {
  const detail = await spaces.architecture({ spaceId, name, variant: 'imagenet16-120' });
  assert.equal(detail.resolution, 16);
  assert.equal(detail.layers.at(-1)!.output.channels, 120);
  assert.equal((await spaces.architecture({ spaceId, name, resolution: 64, classes: 7 })).layers.at(-1)!.output.channels, 7);
});

test('published networks are known as architectures of “reference”', async () => {
  const detail = await spaces.architecture({ spaceId: 'reference', name: 'mobilenetv2', width: 0.5, resolution: 160 });
  assert.deepEqual([detail.space, detail.name, detail.canonical, detail.choices], ['reference', 'MobileNetV2', 'MobileNetV2', []]);
  assert.equal(detail.macs, 50_184_000);
  assert.equal(detail.peakActivationBytes, 4 * 48 * (80 * 80 + 40 * 40));
  const file = await spaces.onnx({ spaceId: 'reference', name: 'FBNet-C', variant: 'timm' });
  assert.ok(file.size > 4 * 5_500_000);
  const unknown = await labFailure(spaces.architecture({ spaceId: 'reference', name: 'ResNet-50' }));
  assert.equal(unknown.code, 'not-found');
  assert.match(unknown.remedy, /MobileNetV3-Large, .*FBNet-C/);
  assert.equal((await labFailure(spaces.onnx({ spaceId: 'reference', name: 'FBNet-C', width: 2 }))).code, 'invalid-input');
});

test('the canonical names of all NAS-Bench-201 cells are the benchmark’s 6,466', async () => {
  const { architectures } = await spaces.sample({ spaceId, samples: 15_625 });
  const networks = architectures.filter((_, i) => i % 25 === 0).map((sampled) => spaces.architecture({ spaceId, name: sampled }));
  const space = searchSpaces.find(({ id }) => id === spaceId)!;
  const canonical = new Set(architectures.map((sampled) => space.print(space.canonical(space.parse(sampled)))));
  assert.equal(canonical.size, 6466);
  for (const detail of await Promise.all(networks)) assert.ok(canonical.has(space.print(space.parse(detail.canonical))));
});

test('writes ONNX files', async () => {
  const f32 = await spaces.onnx({ spaceId, name });
  assert.equal(f32.type, 'application/octet-stream');
  const int8 = await spaces.onnx({ spaceId, name, precision: 'int8', seed: 2 });
  assert.ok(f32.size > 4 * 1_500_000 && int8.size < f32.size / 3);
});

test('expected failures have a code and a remedy', async () => {
  const unknown = await labFailure(spaces.architecture({ spaceId: 'nas-bench-101', name }));
  assert.equal(unknown.code, 'not-found');
  assert.match(unknown.remedy, /nas-bench-201, mobilenet-v3/);
  const wrong = await labFailure(spaces.onnx({ spaceId, name: name.replace('3x3', '5x5') }));
  assert.equal(wrong.code, 'invalid-input');
  assert.match(wrong.remedy, /^Write it like \|/);
  assert.equal((await labFailure(spaces.architecture({ spaceId, name, variant: 'mnist' }))).code, 'invalid-input');
  assert.equal((await labFailure(spaces.sample({ spaceId, samples: 20_000 }))).code, 'invalid-input');
});

test('a network from a file costs what it was written from', async () => {
  const [original] = (await spaces.sample({ spaceId: 'mobilenet-v3', samples: 1 })).architectures;
  const content = await spaces.onnx({ spaceId: 'mobilenet-v3', name: original!, precision: 'int8' });
  const detail = await spaces.architecture({ spaceId: 'mobilenet-v3', name: original! });
  const custom = await spaces.custom({ source: { fileName: 'mine.onnx', content } });
  assert.deepEqual([custom.space, custom.fileName, custom.precision], ['custom', 'mine.onnx', 'int8']);
  assert.equal(custom.macs, detail.macs);
  assert.equal(custom.peakActivationBytes, detail.peakActivationBytes);
  assert.deepEqual(
    custom.layers.map(({ kind, output, macs }) => ({ kind, output, macs })),
    detail.layers.map(({ kind, output, macs }) => ({ kind, output, macs })),
  );
});

test('a file that is no network is refused by name and place', async () => {
  const failure = await labFailure(spaces.custom({ source: { fileName: 'mine.onnx', content: new Blob(['no network']) } }));
  assert.equal(failure.code, 'parse-failed');
  assert.match(failure.message, /^mine\.onnx: .*byte \d+/);
});
