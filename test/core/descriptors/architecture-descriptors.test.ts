import assert from 'node:assert/strict';
import { test } from 'node:test';
import { architectureDescriptors } from '../../../main/core/descriptors/architecture-descriptors.ts';
import { graphDescriptors } from '../../../main/core/descriptors/graph-descriptors.ts';
import { row } from '../../../main/core/linalg/matrix.ts';
import { createRng } from '../../../main/core/rng.ts';
import { mobileRandom } from '../../../main/core/spaces/mobile-random.ts';
import { mobileNetV3 } from '../../../main/core/spaces/mobilenet-v3.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import type { Architecture, NetworkOptions, SearchSpace } from '../../../main/core/spaces/search-space.ts';
import { searchSpaces } from '../../../main/core/spaces/spaces.ts';

/** Of one architecture, by group and name. */
function read(space: SearchSpace, architecture: Architecture): (group: string, name: string) => number {
  const { groups, featureNames, describe } = architectureDescriptors(space);
  const { data } = describe([architecture]);
  return (group, name) => {
    const { from, to } = groups.find((one) => one.name === group)!;
    const column = featureNames.indexOf(name, from);
    assert.ok(column >= from && column < to, `${group} has no ${name}`);
    return data[column]!;
  };
}

test('groups follow each other over all columns, names are unique within each of them', () => {
  for (const space of searchSpaces) {
    const { groups, featureNames } = architectureDescriptors(space);
    assert.equal(new Set(groups.map(({ name }) => name)).size, groups.length, space.id);
    let at = 0;
    for (const { name, from, to } of groups) {
      assert.equal(from, at);
      assert.equal(new Set(featureNames.slice(from, to)).size, to - from, `${space.id}: ${name}`);
      at = to;
    }
    assert.equal(at, featureNames.length);
  }
});

test('the same architecture has the same finite descriptors, alone or among others', () => {
  for (const space of searchSpaces) {
    const rng = createRng(5);
    const architectures = Array.from({ length: 6 }, () => space.sample(rng));
    const { describe, featureNames } = architectureDescriptors(space);
    const x = describe([...architectures, architectures[2]!]);
    assert.deepEqual([x.rows, x.cols], [7, featureNames.length]);
    assert.ok(x.data.every(Number.isFinite));
    assert.deepEqual(describe([...architectures, architectures[2]!]), x);
    architectures.forEach((architecture, i) => assert.deepEqual(describe([architecture]).data, row(x, i), space.id));
    assert.deepEqual(row(x, 6), row(x, 2));
  }
});

test('genes of a cell, counted by hand: built ones everywhere, dead ones not among the live', () => {
  // Node 1 feeds nothing: the convolution on 0-1 is dead.
  const of = read(nasBench201, [3, 2, 0, 4, 0, 2]);
  assert.deepEqual([of('choices', 'operator nor_conv_3x3'), of('live choices', 'live operator nor_conv_3x3')], [1, 0]);
  assert.deepEqual([of('choices', 'operator nor_conv_1x1'), of('live choices', 'live operator nor_conv_1x1')], [2, 2]);
  assert.equal(of('used choices', 'used operator nor_conv_3x3'), 0);
  assert.deepEqual([of('choices', 'operator none'), of('live choices', 'live operator none')], [2, 0]);
  assert.deepEqual([of('genes', 'edge 0-1: nor_conv_3x3'), of('live genes', 'live edge 0-1: nor_conv_3x3')], [1, 0]);
  assert.deepEqual([of('genes', 'edge 2-3: nor_conv_1x1'), of('live genes', 'live edge 2-3: nor_conv_1x1')], [1, 1]);
  assert.equal(of('genes', 'edge 2-3: nor_conv_3x3'), 0);
  assert.equal(of('parts', 'operator nor_conv_1x1, from node 0'), 1);
  assert.equal(of('parts', 'operator nor_conv_1x1, from node 2'), 1);
  assert.equal(of('parts 2', 'operator none, to node 2'), 1);
  assert.equal(of('parts 2', 'operator none, to node 3'), 1);
  // Nothing comes into node 1, but the output is calculated from it.
  const fromNothing = read(nasBench201, [0, 1, 3, 0, 4, 1]);
  assert.deepEqual(
    [fromNothing('live choices', 'live operator nor_conv_3x3'), fromNothing('used choices', 'used operator nor_conv_3x3')],
    [0, 1],
  );
  assert.deepEqual(
    [fromNothing('live choices', 'live operator avg_pool_3x3'), fromNothing('used choices', 'used operator avg_pool_3x3')],
    [0, 1],
  );
  assert.deepEqual(
    [fromNothing('live choices', 'live operator skip_connect'), fromNothing('used choices', 'used operator skip_connect')],
    [2, 2],
  );
});

test('live groups count live genes only, in every space', () => {
  for (const space of searchSpaces.filter(({ genesDescribe }) => genesDescribe)) {
    const rng = createRng(6);
    const { groups, featureNames, describe } = architectureDescriptors(space);
    for (let trial = 0; trial < 5; trial++) {
      const architecture = space.sample(rng);
      const isLive = space.liveGenes(architecture);
      const x = describe([architecture]).data;
      const { from, to } = groups.find(({ name }) => name === 'live genes')!;
      space.genes.forEach((gene, g) => {
        const own = [...featureNames.keys()].filter((j) => j >= from && j < to && featureNames[j]!.startsWith(`live ${gene.name}: `));
        if (own.length === 0) return; // a quantity
        const set = own.filter((j) => x[j] === 1).map((j) => featureNames[j]);
        assert.deepEqual(set, isLive[g] ? [`live ${gene.name}: ${gene.values[architecture[g]!]}`] : [], space.id);
      });
    }
  }
});

test('a gene of many numbers is a quantity; genes that say nothing have no descriptors', () => {
  const quantity = mobileNetV3.genes.findIndex(({ values }) => values.length > 8);
  const { kind, values } = mobileNetV3.genes[quantity]!;
  const architecture = mobileNetV3.sample(createRng(1));
  assert.equal(read(mobileNetV3, architecture)('choices', kind), values[architecture[quantity]!]);
  const groups = architectureDescriptors(mobileRandom).groups.map(({ name }) => name);
  assert.deepEqual(groups, ['totals', 'paths', 'levels', 'kinds', 'merged']);
});

test('options are those of the networks', () => {
  const architecture = [3, 3, 3, 3, 3, 3];
  const small = architectureDescriptors(nasBench201, { resolution: 16 }).describe([architecture]);
  const large = architectureDescriptors(nasBench201).describe([architecture]);
  assert.ok(small.data[0]! < large.data[0]! / 3);
  assert.equal(small.data[4], large.data[4]);
});

test('where blocks add up, the sums are those of the whole network, in every form of it', () => {
  const adding = searchSpaces.filter(({ blocksAddUp }) => blocksAddUp);
  assert.deepEqual(
    adding.map(({ id }) => id),
    ['proxylessnas', 'fbnet'],
  );
  for (const space of adding) {
    const rng = createRng(8);
    const forms: NetworkOptions[] = [{}, { resolution: 160, width: 0.75 }, ...space.variants.map((variant) => ({ variant }))];
    for (const form of forms) {
      const some = [space.genes.map(({ values }) => values.length - 1), ...Array.from({ length: 30 }, () => space.sample(rng))];
      const { data, cols } = architectureDescriptors(space, form).describe(some);
      some.forEach((architecture, i) => {
        const whole = graphDescriptors(space.network(architecture, form));
        assert.deepEqual(data.slice(i * cols, i * cols + whole.length), whole, space.print(architecture));
      });
    }
  }
});
