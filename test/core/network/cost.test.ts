import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkCost } from '../../../main/core/network/cost.ts';
import { NetworkBuilder } from '../../../main/core/network/network-builder.ts';

test('MACs, parameters and activation bytes of a small network, by hand', () => {
  const builder = new NetworkBuilder('small', { channels: 3, height: 8, width: 8 });
  const stem = builder.convolution(builder.input, { outChannels: 4, kernel: 3, stride: 2, activation: 'relu' }); // 4×3×9 weights, 8 BN; 4×4 outputs
  const scaled = builder.squeezeExcite(builder.depthwise(stem, { kernel: 5 }), 2); // 4×25, 8 BN; then 4×2 + 2 and 2×4 + 4
  builder.fullyConnected(builder.globalAveragePool(builder.batchNorm(builder.add([stem, scaled]))), 10); // 8 BN; 40 + 10
  const cost = networkCost(builder.build());
  assert.equal(cost.macs, 108 * 16 + 100 * 16 + 8 + 8 + 40);
  assert.equal(cost.params, 108 + 8 + (100 + 8) + (8 + 2) + (8 + 4) + 8 + (40 + 10));
  assert.equal(cost.activationBytes, 4 * cost.layers.reduce((sum, { output }) => sum + output.channels * output.height * output.width, 0));
  assert.equal(networkCost(builder.build(), 1).activationBytes * 4, cost.activationBytes);
  assert.deepEqual(cost.layers.map(({ layer, macs }) => (macs > 0 ? layer.name : '')).filter(Boolean), [
    'conv',
    'depthwise',
    'squeeze',
    'excite',
    'fully connected',
  ]);
});

test('grouped convolutions cost a group-th', () => {
  const cost = (groups: number): number => {
    const builder = new NetworkBuilder('grouped', { channels: 8, height: 4, width: 4 });
    builder.convolution(builder.input, { outChannels: 16, kernel: 1, groups, batchNorm: false });
    return networkCost(builder.build()).macs;
  };
  assert.equal(cost(1), 8 * 16 * 16);
  assert.equal(cost(2), cost(1) / 2);
});
