import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { isLabError } from '../../../main/core/lab-error.ts';
import { networkCost } from '../../../main/core/network/cost.ts';
import { fbnet } from '../../../main/core/spaces/fbnet.ts';
import { buildReference, findReferenceNetwork } from '../../../main/core/spaces/reference-networks.ts';
import { checkCost } from '../../helpers/check-cost.ts';
import { referenceData, withoutData } from '../../helpers/requirements.ts';

const example = 'fbnet:7-8-1-8-4-8-8-8-7-4-1-4-7-3-2-7-3-2-4-2-4-5';

test('the CIFAR form has the parameters that HW-NAS-Bench counts', () => {
  const network = fbnet.network(fbnet.parse(example), { variant: 'cifar' });
  checkCost(network, 67.605, 1.79, 1_790_500);
  const { layers } = networkCost(network);
  assert.deepEqual(layers[0]!.output, { channels: 3, height: 32, width: 32 });
  assert.equal(layers.at(-1)!.output.channels, 100);
});

test('the ImageNet form holds FBNet-C, with the first convolution of every block', () => {
  const digits = '0 3-8-0-0 7-6-7-3 7-6-7-7 7-7-7-6 7-7-7-7 3'.replaceAll(' ', '-');
  const network = fbnet.network(fbnet.parse(`fbnet:${digits}`));
  checkCost(network, 385, 5.572, 5_572_200);
  assert.deepEqual(network.layers, buildReference(findReferenceNetwork('FBNet-C'), { variant: 'timm' }).layers);
});

test('the space counts 9^22 architectures', () => {
  assert.equal(fbnet.size, Number(9n ** 22n));
  assert.equal(fbnet.enumerate, undefined);
});

test('a skip is nothing inside a stage and a convolution where the shape changes', () => {
  const skipped = fbnet.parse(`fbnet:${Array(22).fill(8).join('-')}`);
  for (const variant of ['imagenet', 'cifar']) {
    const { layers } = fbnet.network(skipped, { variant });
    assert.equal(layers.filter(({ kind, stage }) => kind === 'convolution' && stage.startsWith('stage')).length, 6);
    assert.equal(layers.filter(({ kind }) => kind === 'add').length, 0);
  }
  const value = (dimension: string): number => fbnet.encode(skipped)[fbnet.dimensions().indexOf(dimension)]!;
  assert.deepEqual(
    ['layers', 'skips that are convolutions', 'live operator of stage 2 layer 1=skip', 'live operator of stage 2 layer 2=skip'].map(value),
    [6, 6, 1, 0],
  );
});

test('where in a stage a layer is skipped makes no difference', () => {
  const forms = ['3-8-5-0', '3-5-8-0', '3-5-0-8'].map((stage) => `fbnet:0-${stage}-${Array(16).fill(3).join('-')}-8`);
  const [a, b, c] = forms.map((form) => fbnet.parse(form));
  for (const form of [a!, b!]) {
    assert.deepEqual(fbnet.network(form).layers, fbnet.network(c!).layers);
    assert.deepEqual(fbnet.encode(form), fbnet.encode(c!));
    assert.equal(fbnet.print(fbnet.canonical(form)), forms[2]);
  }
});

test('grouped blocks shuffle their channels and have half the weights', () => {
  const [plain, grouped] = ['0', '1'].map((digit) => fbnet.network(fbnet.parse(`fbnet:${digit}-${Array(21).fill(8).join('-')}`)));
  assert.equal(grouped!.layers.filter(({ kind }) => kind === 'shuffle').length, 1);
  assert.equal(networkCost(plain!).params - networkCost(grouped!).params, 16 * 16); // half of two 16×16 convolutions
});

const latencies = 'fbnet/help.csv.gz';
test('names of published measurements are read and printed unchanged', { skip: withoutData(latencies) }, () => {
  const lines = gunzipSync(readFileSync(referenceData(latencies)!))
    .toString()
    .trim()
    .split('\n')
    .slice(1);
  assert.equal(lines.length, 5000);
  for (const line of lines) {
    const name = line.split(',')[0]!;
    assert.equal(fbnet.print(fbnet.parse(name)), name);
  }
});

test('what is wrong with a name is named', () => {
  const cases: readonly [string, RegExp][] = [
    [example.replace('fbnet', 'FBNet'), /does not start with “fbnet:”/],
    [example.replace(/5$/, '9'), /operator of stage 7 layer 1 is “9”, allowed are 0, 1, 2, 3, 4, 5, 6, 7, 8/],
    [example.replace(/-5$/, ''), /field 1 has 21 of 22 values/],
    [example.replace(/5$/, '05'), /is “05”/],
  ];
  for (const [name, message] of cases) {
    assert.throws(
      () => fbnet.parse(name),
      (error) => isLabError(error, 'invalid-input') && message.test(error.message),
      name,
    );
  }
});
