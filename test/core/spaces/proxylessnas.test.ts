import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { networkCost } from '../../../main/core/network/cost.ts';
import { mobileNetV2 } from '../../../main/core/spaces/mobilenet-v2.ts';
import { proxylessNas } from '../../../main/core/spaces/proxylessnas.ts';

/** 21 operators: the same at the start of every stage, then `rest`. */
const name = (first: string, rest: readonly [string, string, string]): string =>
  `proxyless:${[...Array.from({ length: 5 }, () => [first, ...rest]), first].flat().join('-')}`;

test('six blocks must be built, fifteen may be left out', () => {
  const choices = proxylessNas.genes.map((gene) => gene.values.length);
  assert.deepEqual(
    choices.map((count, block) => (count === 6 ? block : -1)).filter((block) => block >= 0),
    [0, 4, 8, 12, 16, 20],
  );
  assert.equal(proxylessNas.size, 6 ** 6 * 7 ** 15);
});

test('without a block left out it is the network of the once-for-all space', () => {
  const elastic = ['mbv2:224', '4-4-4-4-4-1', Array(21).fill(5).join('-'), Array(21).fill(6).join('-')].join(':');
  const [own, other] = [
    proxylessNas.network(proxylessNas.parse(name('k5e6', ['k5e6', 'k5e6', 'k5e6']))),
    mobileNetV2.network(mobileNetV2.parse(elastic)),
  ];
  assert.deepEqual(own.layers, other.layers);
});

test('where in a stage a block is left out makes no difference', () => {
  const forms = [name('k3e3', ['zero', 'k5e6', 'k7e3']), name('k3e3', ['k5e6', 'zero', 'k7e3']), name('k3e3', ['k5e6', 'k7e3', 'zero'])];
  const [a, b, c] = forms.map((form) => proxylessNas.parse(form));
  for (const form of [a!, b!]) {
    assert.deepEqual(proxylessNas.network(form).layers, proxylessNas.network(c!).layers);
    assert.deepEqual(proxylessNas.encode(form), proxylessNas.encode(c!));
    assert.equal(proxylessNas.print(proxylessNas.canonical(form)), forms[2]);
  }
  const swapped = proxylessNas.parse(name('k3e3', ['k7e3', 'k5e6', 'zero']));
  assert.notEqual(proxylessNas.networkKey(swapped), proxylessNas.networkKey(c!));
  assert.equal(proxylessNas.encode(c!)[proxylessNas.dimensions().indexOf('blocks')], 16);
});

test('the width scales all channels', () => {
  const architecture = proxylessNas.parse(name('k3e3', ['zero', 'zero', 'zero']));
  const [one, wider] = [1, 1.4].map((width) => networkCost(proxylessNas.network(architecture, { width })));
  assert.equal(wider!.layers.at(-1)!.layer.kind, 'fully-connected');
  assert.equal(wider!.layers.at(-2)!.output.channels, 1792);
  assert.ok(wider!.macs > 1.8 * one!.macs && wider!.macs < 2.1 * one!.macs);
});

test('what is wrong with a name is named', () => {
  const right = name('k3e3', ['k5e6', 'zero', 'k7e3']);
  const cases: readonly [string, RegExp][] = [
    [right.replace('proxyless', 'proxy'), /does not start with “proxyless:”/],
    [right.replace('k3e3', 'zero'), /operator of stage 1 block 1 is “zero”, allowed are k3e3, k3e6, k5e3, k5e6, k7e3, k7e6\./],
    [right.replace('k5e6', 'k5e4'), /operator of stage 1 block 2 is “k5e4”, allowed are k3e3, .*, zero/],
    [right.replace('k3e3-', ''), /field 1 has 20 of 21 values/],
  ];
  for (const [wrong, message] of cases) {
    assert.throws(
      () => proxylessNas.parse(wrong),
      (error) => isLabError(error, 'invalid-input') && message.test(error.message),
      wrong,
    );
  }
});
