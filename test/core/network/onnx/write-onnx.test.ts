import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { NetworkBuilder } from '../../../../main/core/network/network-builder.ts';
import type { ActivationKind, Network } from '../../../../main/core/network/network.ts';
import { networkCost } from '../../../../main/core/network/cost.ts';
import { writeOnnx, type OnnxOptions } from '../../../../main/core/network/onnx/write-onnx.ts';
import { createRng } from '../../../../main/core/rng.ts';
import { buildReference, findReferenceNetwork } from '../../../../main/core/spaces/reference-networks.ts';
import { fbnet } from '../../../../main/core/spaces/fbnet.ts';
import { nasBench201 } from '../../../../main/core/spaces/nas-bench-201.ts';
import { searchSpaces } from '../../../../main/core/spaces/spaces.ts';
import { needsPythonModule, python } from '../../../helpers/requirements.ts';

process.env['ORT_DISABLE_TELEMETRY'] = '1'; // before the library is loaded
const { InferenceSession, Tensor } = await import('onnxruntime-node');

const everyForm: readonly OnnxOptions[] = [
  { precision: 'f32', seed: 1 },
  { precision: 'int8', seed: 1 },
  { precision: 'f32', seed: 1, weights: 'constant' },
  { precision: 'int8', seed: 1, weights: 'constant' },
];

const reference = (name: string): Network => buildReference(findReferenceNetwork(name));

/** A cell without any path: its network has zeros in it. */
const withoutPath = nasBench201.network([3, 0, 0, 0, 0, 4]);

/** Every kind of layer and activation that search spaces may use. */
function everyLayer(): Network {
  const builder = new NetworkBuilder('every layer', { channels: 3, height: 16, width: 16 });
  const activations: readonly ActivationKind[] = ['relu', 'relu6', 'hard-swish', 'hard-sigmoid', 'sigmoid', 'swish'];
  let x = builder.convolution(builder.input, { outChannels: 8, kernel: 3, stride: 2 });
  const branches = activations.map((activation) => builder.activation(builder.depthwise(x, { kernel: 5 }), activation));
  x = builder.batchNorm(builder.add([...branches, builder.zero(x)]));
  x = builder.squeezeExcite(builder.shuffle(builder.convolution(x, { outChannels: 16, kernel: 1, groups: 2 }), 2), 8);
  x = builder.add([builder.pool(x, 'average-pool', 3, 1, 1), builder.pool(x, 'max-pool', 3, 1, 1)]);
  x = builder.activation(builder.fullyConnected(builder.globalAveragePool(x), 12), 'relu');
  builder.fullyConnected(x, 5, false);
  return builder.build();
}

async function run(file: Uint8Array): Promise<{ dims: readonly number[]; values: Float32Array }> {
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  const [input] = session.inputMetadata;
  assert.ok(input?.isTensor && input.name === 'input');
  const shape = input.shape.map(Number);
  const rng = createRng(1);
  const values = Float32Array.from({ length: shape.reduce((size, side) => size * side, 1) }, () => 2 * rng.next() - 1);
  const { output } = await session.run({ input: new Tensor('float32', values, shape) });
  await session.release();
  assert.ok(output?.data instanceof Float32Array);
  return { dims: output.dims, values: output.data };
}

test('the bytes depend on network and options only', () => {
  const write = (seed: number): string => Buffer.from(writeOnnx(everyLayer(), { precision: 'f32', seed })).toString('base64');
  assert.equal(write(3), write(3));
  assert.notEqual(write(3), write(4));
});

test('weights take four bytes each in f32, one in int8, and none as constants', () => {
  const network = reference('MobileNetV3-Large');
  const { params } = networkCost(network);
  const [f32, int8, f32Constant, int8Constant] = everyForm.map((options) => writeOnnx(network, options).length) as [
    number,
    number,
    number,
    number,
  ];
  assert.ok(f32 > 3.9 * params && f32 < 4.1 * params, `${f32} bytes`);
  assert.ok(int8 > 0.9 * params && int8 < 1.2 * params, `${int8} bytes`);
  assert.ok(f32Constant < 0.1 * params && int8Constant < 0.1 * params, `${f32Constant} and ${int8Constant} bytes`);
});

for (const options of everyForm) {
  const form = `${options.precision}, ${options.weights ?? 'random'} weights`;

  test(`every kind of layer runs in ONNX Runtime: ${form}`, async () => {
    const { dims, values } = await run(writeOnnx(everyLayer(), options));
    assert.deepEqual(dims, [1, 5]);
    assert.ok(values.every(Number.isFinite));
  });

  test(`a cell without any path runs in ONNX Runtime: ${form}`, async () => {
    const { dims, values } = await run(writeOnnx(withoutPath, options));
    assert.deepEqual(dims, [1, 10]);
    assert.ok(values.every(Number.isFinite));
  });
}

for (const space of searchSpaces) {
  describe(`20 random architectures of ${space.title} run in ONNX Runtime`, () => {
    for (const precision of ['f32', 'int8'] as const) {
      test(precision, async () => {
        const rng = createRng(23);
        for (let i = 0; i < 20; i++) {
          const architecture = space.sample(rng);
          const { values } = await run(writeOnnx(space.network(architecture), { precision, seed: i }));
          assert.ok(values.every(Number.isFinite), space.print(architecture));
          assert.ok(new Set(values).size > 1, space.print(architecture));
        }
      });
    }
  });
}

test('a network with layers that nothing uses runs as well', async () => {
  const architecture = nasBench201.parse('|nor_conv_3x3~0|+|nor_conv_1x1~0|none~1|+|none~0|none~1|avg_pool_3x3~2|');
  const networks = [false, true].map((keepDead) => nasBench201.network(architecture, { keepDead }));
  assert.ok(networks[0]!.layers.length < networks[1]!.layers.length);
  for (const network of networks) assert.ok((await run(writeOnnx(network, { precision: 'f32', seed: 1 }))).values.every(Number.isFinite));
});

test('files pass the full check of the onnx package', { skip: needsPythonModule('onnx') }, (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-onnx-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const rng = createRng(29);
  const networks = [
    everyLayer(),
    withoutPath,
    reference('MobileNetV3-Large'),
    ...searchSpaces.map((space) => space.network(space.sample(rng))),
    fbnet.network(fbnet.sample(rng), { variant: 'cifar' }),
  ];
  networks.forEach((network, i) =>
    everyForm.forEach((options, j) => writeFileSync(join(folder, `${i}-${j}.onnx`), writeOnnx(network, options))),
  );
  const program = [
    'import glob, onnx, sys',
    'for file in sorted(glob.glob(sys.argv[1] + "/*.onnx")):',
    '    model = onnx.load(file)',
    '    onnx.checker.check_model(model, full_check=True)',
    '    print(model.ir_version, model.opset_import[0].version)',
  ];
  const checked = spawnSync(python, ['-c', program.join('\n'), folder], { encoding: 'utf8' });
  assert.equal(checked.stderr, '');
  assert.deepEqual(checked.stdout.trim().split('\n'), Array(networks.length * everyForm.length).fill('8 17'));
});
