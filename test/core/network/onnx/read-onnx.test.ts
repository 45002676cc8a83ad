import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { networkCost } from '../../../../main/core/network/cost.ts';
import { NetworkBuilder } from '../../../../main/core/network/network-builder.ts';
import type { ActivationKind, Layer, Network } from '../../../../main/core/network/network.ts';
import { readOnnx } from '../../../../main/core/network/onnx/read-onnx.ts';
import { writeOnnx, type OnnxOptions } from '../../../../main/core/network/onnx/write-onnx.ts';
import { createRng } from '../../../../main/core/rng.ts';
import { buildReference, referenceNetworks } from '../../../../main/core/spaces/reference-networks.ts';
import { nasBench201 } from '../../../../main/core/spaces/nas-bench-201.ts';
import { searchSpaces } from '../../../../main/core/spaces/spaces.ts';

const everyForm: readonly OnnxOptions[] = [
  { precision: 'f32', seed: 1, weights: 'constant' },
  { precision: 'int8', seed: 1, weights: 'constant' },
];

/** What the writer makes of a convolution: batch normalisation leaves one bias a channel. */
function folded(layer: Layer): Layer {
  return layer.kind === 'convolution' ? { ...layer, bias: layer.bias || layer.batchNorm, batchNorm: false } : layer;
}

/** Layers without what a file does not keep: names and stages. */
function graphOf({ layers }: Network): unknown {
  return layers.map((layer) => ({ ...layer, name: '', stage: '' }));
}

function assertReadsBack(network: Network, options: OnnxOptions): void {
  const written = { ...network, layers: network.layers.map(folded) };
  const read = readOnnx(writeOnnx(network, options));
  assert.deepEqual(graphOf(read.network), graphOf(written));
  assert.equal(read.network.name, network.name);
  assert.equal(read.precision, options.precision);
  const [ours, theirs] = [networkCost(written), networkCost(read.network)];
  assert.equal(theirs.macs, networkCost(network).macs);
  assert.equal(theirs.params, ours.params);
  assert.deepEqual(
    theirs.layers.map(({ output }) => output),
    ours.layers.map(({ output }) => output),
  );
}

for (const space of searchSpaces) {
  describe(`50 random architectures of ${space.title} read back as they were written`, () => {
    for (const options of everyForm) {
      test(options.precision, () => {
        const rng = createRng(31);
        for (let i = 0; i < 50; i++) assertReadsBack(space.network(space.sample(rng)), options);
      });
    }
  });
}

test('reference networks read back', () => {
  for (const reference of referenceNetworks) for (const options of everyForm) assertReadsBack(buildReference(reference, {}), options);
});

test('weights that stand in the file, and each kind of layer, read back', () => {
  const builder = new NetworkBuilder('every layer', { channels: 3, height: 16, width: 16 });
  const activations: readonly ActivationKind[] = ['relu', 'relu6', 'hard-swish', 'hard-sigmoid', 'sigmoid', 'swish'];
  let x = builder.convolution(builder.input, { outChannels: 8, kernel: 3, stride: 2 });
  const branches = activations.map((activation) => builder.activation(builder.depthwise(x, { kernel: 5 }), activation));
  x = builder.batchNorm(builder.add([...branches, builder.zero(x)]));
  x = builder.squeezeExcite(builder.shuffle(builder.convolution(x, { outChannels: 16, kernel: 1, groups: 2 }), 2), 8);
  x = builder.add([builder.pool(x, 'average-pool', 3, 1, 1), builder.pool(x, 'max-pool', 3, 1, 1)]);
  x = builder.activation(builder.fullyConnected(builder.globalAveragePool(x), 12), 'relu');
  builder.fullyConnected(x, 5, false);
  for (const precision of ['f32', 'int8'] as const) {
    assertReadsBack(builder.build(), { precision, seed: 1 });
    const { folded: notes } = readOnnx(writeOnnx(builder.build(), { precision, seed: 1 }));
    assert.deepEqual(notes, { batchNormalisations: 0, biases: 0, gates: 1, sums: branches.length - 1, paddings: 0, softmax: 0 });
  }
});

test('what the output does not depend on is left out', () => {
  const architecture = nasBench201.parse('|nor_conv_3x3~0|+|nor_conv_1x1~0|none~1|+|none~0|none~1|avg_pool_3x3~2|');
  const whole = readOnnx(writeOnnx(nasBench201.network(architecture, { keepDead: true }), everyForm[0]!));
  const live = readOnnx(writeOnnx(nasBench201.network(architecture), everyForm[0]!));
  assert.deepEqual(graphOf(whole.network), graphOf(live.network));
});

test('a batch normalisation that was folded counts as the bias that is left of it', () => {
  const builder = new NetworkBuilder('test', { channels: 3, height: 8, width: 8 });
  builder.convolution(builder.input, { outChannels: 10, kernel: 3 });
  const network = builder.build();
  assert.equal(networkCost(network).params, 10 * 27 + 20);
  assert.equal(networkCost(readOnnx(writeOnnx(network, everyForm[0]!)).network).params, 10 * 27 + 10);
});

describe('files that are refused', () => {
  const file = writeOnnx(nasBench201.network([3, 3, 3, 3, 3, 3]), everyForm[0]!);

  test('nothing, and what is no ONNX file', () => {
    assert.throws(() => readOnnx(new Uint8Array(0)), { code: 'parse-failed', message: /byte 0: it is empty/ });
    assert.throws(() => readOnnx(new TextEncoder().encode('<html>not a model</html>')), { code: 'parse-failed', details: /^byte: \d+$/ });
  });

  test('a truncated file', () => {
    for (let length = 1; length < file.length; length += 997)
      assert.throws(() => readOnnx(file.subarray(0, length)), { code: 'parse-failed', message: /at byte \d+/ });
  });

  test('files beyond the limits', () => {
    const limits = { bytes: 2 ** 29, nodes: 10_000, fields: 2_000_000 };
    assert.throws(() => readOnnx(file, { ...limits, bytes: 1000 }), { code: 'unsupported', message: /the limit is 1000/ });
    assert.throws(() => readOnnx(file, { ...limits, nodes: 10 }), { code: 'unsupported', message: /more than 10 nodes/ });
    assert.throws(() => readOnnx(file, { ...limits, fields: 100 }), { code: 'unsupported', message: /too many parts/ });
  });
});
