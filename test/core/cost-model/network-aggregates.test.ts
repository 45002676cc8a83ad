import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aggregateNames, networkAggregates } from '../../../main/core/cost-model/network-aggregates.ts';
import { convolution, depthwise, elementWise } from './synthetic-devices.ts';

test('layers are counted by kind, resolution, channels and kernel', () => {
  const layers = [
    convolution(32, 16, 3, 16, 3),
    convolution(16, 16, 16, 64, 1),
    elementWise('relu', 16, 64),
    depthwise(16, 8, 64, 5, 2),
    convolution(8, 8, 64, 20, 1),
    convolution(1, 1, 20, 10, 1),
  ];
  const { data } = networkAggregates([{ id: 'a', layers }]);
  const found = Object.fromEntries(aggregateNames.map((name, i) => [name, data[i]!]).filter(([, value]) => value !== 0));
  assert.deepEqual(found, {
    'convolution layers': 1,
    'convolution MACs': 110592,
    'pointwise layers': 2,
    'pointwise MACs': 262144 + 81920,
    'fully connected layers': 1,
    'fully connected MACs': 200,
    'depthwise layers': 1,
    'depthwise MACs': 102400,
    'activation layers': 1,
    'activation MACs': 16384,
    'convolution inputs': 3072,
    'convolution outputs': 4096,
    'convolution weights': 432,
    'pointwise inputs': 4096 + 4096,
    'pointwise outputs': 16384 + 1280,
    'pointwise weights': 1024 + 1280,
    'depthwise inputs': 16384,
    'depthwise outputs': 4096,
    'depthwise weights': 1600,
    'convolution MACs at side 16': 110592,
    'pointwise MACs at side 8': 81920,
    'pointwise MACs at side 16': 262144,
    'depthwise MACs at side 8': 102400,
    'convolution MACs from 1 channels': 110592,
    'pointwise MACs from 16 channels': 262144,
    'pointwise MACs from 64 channels': 81920,
    'convolution MACs to 16 channels': 110592,
    'pointwise MACs to 16 channels': 81920,
    'pointwise MACs to 64 channels': 262144,
    'depthwise MACs of kernel 5': 102400,
  });
});

test('sizes beyond the levels count at the last one', () => {
  const layers = [convolution(512, 512, 5000, 5000, 3), depthwise(1, 1, 8, 11, 1)];
  const { data } = networkAggregates([{ id: 'a', layers }]);
  const at = (name: string) => data[aggregateNames.indexOf(name)];
  assert.equal(at('convolution MACs at side 128'), layers[0]!.macs);
  assert.equal(at('convolution MACs from 1024 channels'), layers[0]!.macs);
  assert.equal(at('depthwise MACs at side 2'), layers[1]!.macs);
  assert.equal(at('depthwise MACs of kernel 7'), layers[1]!.macs);
});
