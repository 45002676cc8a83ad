import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peakActivationBytes } from '../../../main/core/network/activation-memory.ts';
import { NetworkBuilder } from '../../../main/core/network/network-builder.ts';

const input = { channels: 2, height: 4, width: 4 }; // 32 values

test('a chain holds the input and the output of one layer', () => {
  const builder = new NetworkBuilder('chain', input);
  let x = builder.convolution(builder.input, { outChannels: 8, kernel: 1, activation: 'relu' }); // 128 values, in place
  x = builder.convolution(x, { outChannels: 4, kernel: 1 }); // 64 values
  builder.globalAveragePool(x);
  assert.equal(peakActivationBytes(builder.build()), 4 * (128 + 64));
  assert.equal(peakActivationBytes(builder.build(), 1), 128 + 64);
});

test('a shortcut is held until it is added', () => {
  const builder = new NetworkBuilder('residual', input);
  const wide = builder.convolution(builder.input, { outChannels: 8, kernel: 1 });
  const narrow = builder.convolution(wide, { outChannels: 2, kernel: 1 }); // 32 values; the input is still held
  builder.add([builder.input, narrow]);
  assert.equal(peakActivationBytes(builder.build()), 4 * (32 + 128 + 32));
});

test('an activation function has a result of its own where its input is still needed', () => {
  const builder = new NetworkBuilder('branch', input);
  const x = builder.convolution(builder.input, { outChannels: 8, kernel: 1 });
  builder.add([x, builder.activation(x, 'relu')]);
  assert.equal(peakActivationBytes(builder.build()), 4 * (3 * 128));
});
