import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveLayers } from '../../../main/core/network/live-layers.ts';
import { NetworkBuilder } from '../../../main/core/network/network-builder.ts';

test('layers that the output does not depend on are dropped, the rest keeps its meaning', () => {
  const builder = new NetworkBuilder('test', { channels: 4, height: 4, width: 4 });
  const dead = builder.convolution(builder.input, { outChannels: 4, kernel: 3, name: 'dead' });
  builder.activation(dead, 'relu', 'dead relu');
  const used = builder.convolution(builder.input, { outChannels: 4, kernel: 1, name: 'used' });
  builder.add([builder.input, used]);
  const live = liveLayers(builder.build());
  assert.deepEqual(
    live.layers.map(({ name, inputs }) => [name, inputs]),
    [
      ['input', []],
      ['used', [0]],
      ['add', [0, 1]],
    ],
  );
  assert.deepEqual(liveLayers(live), live);
});

test('the input stays even where nothing uses it', () => {
  const builder = new NetworkBuilder('test', { channels: 1, height: 1, width: 1 });
  assert.equal(liveLayers(builder.build()).layers.length, 1);
});
