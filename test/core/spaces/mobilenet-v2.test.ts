import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import type { Network } from '../../../main/core/network/network.ts';
import { mobileNetV2 } from '../../../main/core/spaces/mobilenet-v2.ts';
import type { NetworkOptions } from '../../../main/core/spaces/search-space.ts';
import { checkCost } from '../../helpers/check-cost.ts';

const uniform = (depth: number, kernel: number, expansion: number): string =>
  ['mbv2:224', [...Array(5).fill(depth), 1].join('-'), Array(21).fill(kernel).join('-'), Array(21).fill(expansion).join('-')].join(':');
const largest = uniform(4, 7, 6);
const smallest = uniform(2, 3, 3);
const build = (name: string, options?: NetworkOptions): Network => mobileNetV2.network(mobileNetV2.parse(name), options);

test('MACs and parameters of the extreme architectures in both variants', () => {
  checkCost(build(largest), 606.6, 5.103);
  checkCost(build(smallest), 154.2, 2.501);
  checkCost(build(largest, { width: 1.3 }), 1004.9, 7.942);
  checkCost(build(smallest, { width: 1.3 }), 265.5, 3.719);
  checkCost(build(largest, { variant: 'google' }), 526.0, 4.341);
  checkCost(build(smallest, { variant: 'google' }), 136.6, 2.32);
  checkCost(build(uniform(4, 3, 6), { variant: 'google' }), 401.4, 3.976);
});

test('the space counts 25 resolutions of 7371^5 · 9 architectures', () => {
  assert.equal(mobileNetV2.size, 25 * 7371 ** 5 * 9);
  assert.ok(Math.abs(mobileNetV2.size / 25 / 1.96e20 - 1) < 0.001);
  assert.equal(mobileNetV2.enumerate, undefined);
});

test('the resolution of the name is that of the network', () => {
  assert.deepEqual(build(smallest.replace('224', '160')).layers, build(smallest, { resolution: 160 }).layers);
});

test('blocks beyond a stage’s depth are neither built nor encoded', () => {
  const fields = smallest.split(':');
  const expansions = fields[4]!.split('-').with(2, '6'); // of stage 1, block 3
  const [a, b] = [smallest, [...fields.slice(0, 4), expansions.join('-')].join(':')].map((name) => mobileNetV2.parse(name));
  assert.notDeepEqual(a, b);
  assert.deepEqual(mobileNetV2.network(a!).layers, mobileNetV2.network(b!).layers);
  assert.deepEqual(mobileNetV2.encode(a!), mobileNetV2.encode(b!));
  assert.equal(mobileNetV2.networkKey(a!), mobileNetV2.networkKey(b!));
  assert.equal(mobileNetV2.encode(b!)[mobileNetV2.dimensions().indexOf('blocks')], 11);
});

test('what is wrong with a name is named', () => {
  const cases: readonly [string, RegExp][] = [
    ['mbv3:224', /does not start with “mbv2:”/],
    [smallest.replace('2-1:', '2-2:'), /depth of stage 6 is “2”, allowed are 1/],
    [smallest.replace('2-1:', '2:'), /field 2 has 5 of 6 values/],
    [smallest.replace(/3$/, '5'), /expansion of stage 6 block 1 is “5”, allowed are 3, 4, 6/],
  ];
  for (const [name, message] of cases) {
    assert.throws(
      () => mobileNetV2.parse(name),
      (error) => isLabError(error, 'invalid-input') && message.test(error.message),
      name,
    );
  }
});
