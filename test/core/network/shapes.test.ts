import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NetworkBuilder } from '../../../main/core/network/network-builder.ts';
import type { Layer, Network } from '../../../main/core/network/network.ts';
import { inferShapes, layerShape } from '../../../main/core/network/shapes.ts';

const image = { channels: 8, height: 15, width: 15 };
const base = { name: 'layer', stage: 'stage', inputs: [0] };

test('a convolution with same padding gives ⌈input / stride⌉ for every odd kernel', () => {
  for (const side of [7, 8, 15, 51, 224]) {
    for (const kernel of [1, 3, 5, 7]) {
      for (const stride of [1, 2]) {
        const builder = new NetworkBuilder('test', { channels: 3, height: side, width: side });
        const shape = builder.shape(builder.convolution(builder.input, { outChannels: 4, kernel, stride }));
        assert.deepEqual(shape, { channels: 4, height: Math.ceil(side / stride), width: Math.ceil(side / stride) });
      }
    }
  }
});

test('every kind of layer has its shape', () => {
  const window = { kernel: 3, stride: 2, padding: 1 };
  const cases: readonly [Layer, readonly [number, number, number]][] = [
    [{ ...base, kind: 'convolution', outChannels: 16, groups: 8, bias: false, batchNorm: true, ...window }, [16, 8, 8]],
    [{ ...base, kind: 'average-pool', ...window }, [8, 8, 8]],
    [{ ...base, kind: 'max-pool', kernel: 2, stride: 2, padding: 0 }, [8, 7, 7]],
    [{ ...base, kind: 'fully-connected', outChannels: 10, bias: true }, [10, 1, 1]],
    [{ ...base, kind: 'global-average-pool' }, [8, 1, 1]],
    [{ ...base, kind: 'shuffle', groups: 4 }, [8, 15, 15]],
    [{ ...base, kind: 'activation', activation: 'relu' }, [8, 15, 15]],
    [{ ...base, kind: 'batch-norm' }, [8, 15, 15]],
    [{ ...base, kind: 'zero' }, [8, 15, 15]],
  ];
  for (const [layer, [channels, height, width]] of cases)
    assert.deepEqual(layerShape(layer, [image]), { channels, height, width }, layer.kind);
  assert.deepEqual(layerShape({ ...base, kind: 'add' }, [image, image]), image);
  assert.deepEqual(layerShape({ ...base, kind: 'multiply' }, [image, { channels: 8, height: 1, width: 1 }]), image);
});

test('layers that do not fit together are named', () => {
  const other = { ...image, channels: 4 };
  const convolution: Layer = {
    ...base,
    kind: 'convolution',
    outChannels: 9,
    kernel: 3,
    stride: 1,
    padding: 1,
    groups: 4,
    bias: false,
    batchNorm: true,
  };
  assert.throws(() => layerShape(convolution, [image]), /convolution layer layer: 4 groups/);
  assert.throws(() => layerShape({ ...base, kind: 'add' }, [image, other]), /different shapes/);
  assert.throws(() => layerShape({ ...base, kind: 'multiply' }, [image, other]), /different shapes/);
  assert.throws(() => layerShape({ ...base, kind: 'add' }, [image]), /1 inputs/);
  assert.throws(() => layerShape({ ...base, kind: 'max-pool', kernel: 17, stride: 1, padding: 0 }, [image]), /too small/);
  assert.throws(() => layerShape({ ...base, kind: 'max-pool', kernel: 2, stride: 1, padding: 0.5 }, [image]), /whole number/);
  const backwards: Network = {
    name: 'test',
    layers: [
      { ...base, inputs: [], kind: 'input', shape: image },
      { ...base, inputs: [1], kind: 'zero' },
    ],
  };
  assert.throws(() => inferShapes(backwards), /does not come before it/);
});
