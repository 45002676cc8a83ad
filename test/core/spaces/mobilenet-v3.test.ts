import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { isLabError } from '../../../main/core/lab-error.ts';
import type { Network } from '../../../main/core/network/network.ts';
import { mobileNetV3 } from '../../../main/core/spaces/mobilenet-v3.ts';
import { checkCost } from '../../helpers/check-cost.ts';
import { referenceData, withoutData } from '../../helpers/requirements.ts';

const uniform = (resolution: number, depth: number, kernel: number, expansion: number): string =>
  [`mbv3:${resolution}`, Array(5).fill(depth).join('-'), Array(20).fill(kernel).join('-'), Array(20).fill(expansion).join('-')].join(':');
const largest = uniform(224, 4, 7, 6);
const smallest = uniform(224, 2, 3, 3);

test('MACs and parameters of the extreme architectures at widths 1.0 and 1.2', () => {
  const build = (name: string, width = 1): Network => mobileNetV3.network(mobileNetV3.parse(name), { width });
  checkCost(build(largest), 566.2, 7.665);
  checkCost(build(smallest), 121.3, 3.411);
  checkCost(build(uniform(128, 2, 3, 3)), 41.5, 3.411);
  checkCost(build(largest, 1.2), 843.1, 10.702);
  checkCost(build(uniform(160, 2, 3, 3), 1.2), 100.3, 4.603);
  checkCost(mobileNetV3.network(mobileNetV3.parse(smallest), { resolution: 128 }), 41.5, 3.411);
});

test('the space counts 25 resolutions of 7371^5 architectures', () => {
  assert.ok(Math.abs(mobileNetV3.size / 5.44e20 - 1) < 0.001);
  assert.equal(mobileNetV3.enumerate, undefined);
});

test('blocks beyond a stage’s depth are neither built nor encoded', () => {
  const other = smallest.replace(/3$/, '6'); // the expansion of the last block, which is not built
  const [a, b] = [smallest, other].map((name) => mobileNetV3.parse(name)) as [readonly number[], readonly number[]];
  assert.notDeepEqual(a, b);
  assert.deepEqual(mobileNetV3.network(a).layers, mobileNetV3.network(b).layers);
  assert.deepEqual(mobileNetV3.encode(a), mobileNetV3.encode(b));
  assert.notDeepEqual(mobileNetV3.encode(a, 'one-hot'), mobileNetV3.encode(b, 'one-hot'));
  assert.equal(mobileNetV3.print(mobileNetV3.canonical(b)), smallest);
  const counts = mobileNetV3.encode(b);
  assert.equal(counts[mobileNetV3.dimensions().indexOf('blocks')], 10);
  assert.equal(counts[mobileNetV3.dimensions().indexOf('blocks with kernel 3 and expansion 3')], 10);
});

const latencies = 'mobilenet-v3/help.csv.gz';
test('names of published measurements are read and printed unchanged', { skip: withoutData(latencies) }, () => {
  const lines = gunzipSync(readFileSync(referenceData(latencies)!))
    .toString()
    .trim()
    .split('\n')
    .slice(1);
  assert.equal(lines.length, 5000);
  for (const line of lines) {
    const name = line.split(',')[0]!;
    assert.equal(mobileNetV3.print(mobileNetV3.parse(name)), name);
  }
});

test('what is wrong with a name is named', () => {
  const cases: readonly [string, RegExp][] = [
    ['mbv2:224', /does not start with “mbv3:”/],
    ['mbv3:224:2-2-2-2-2', /2 of 4 fields/],
    [smallest.replace(':2-2', ':2'), /field 2 has 4 of 5 values/],
    [smallest.replace('224', '225'), /resolution is “225”, allowed are 128, 132/],
    [smallest.replace('2-2:3-3', '2-2:3-9'), /kernel of stage 1 block 2 is “9”, allowed are 3, 5, 7/],
    [smallest.replace(/3$/, '5'), /expansion of stage 5 block 4 is “5”, allowed are 3, 4, 6/],
  ];
  for (const [name, message] of cases) {
    assert.throws(
      () => mobileNetV3.parse(name),
      (error) => isLabError(error, 'invalid-input') && message.test(error.message),
      name,
    );
  }
});
