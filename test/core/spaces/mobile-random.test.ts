import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { networkCost } from '../../../main/core/network/cost.ts';
import { drawMobileRandom, mobileRandomSizes } from '../../../main/core/spaces/mobile-random-draw.ts';
import { mobileRandom } from '../../../main/core/spaces/mobile-random.ts';

const seeds = Array.from({ length: 100 }, (_, seed) => seed);
const build = (name: string) => mobileRandom.network(mobileRandom.parse(name));

test('every network has between 40 and 400 million MACs, and the drawing counts them as the network does', () => {
  for (const size of mobileRandomSizes) {
    for (const seed of seeds) {
      const { macs, layers } = networkCost(build(`random:${seed}:${size}`));
      assert.ok(macs > 40e6 && macs < 400e6, `${macs} MACs`);
      const inBlocks = layers.filter(({ layer }) => /first|^stage/.test(layer.stage)).reduce((sum, layer) => sum + layer.macs, 0);
      const drawn = drawMobileRandom(seed, size).blocks.reduce((sum, block) => sum + block.pointwiseMacs + block.depthwiseMacs, 0);
      assert.equal(drawn, inBlocks);
    }
  }
});

test('the seed and the size determine the network', () => {
  assert.deepEqual(build('random:7:giant'), build('random:7:giant'));
  const layers = mobileRandomSizes.flatMap((size) => seeds.map((seed) => JSON.stringify(build(`random:${seed}:${size}`).layers)));
  assert.equal(new Set(layers).size, layers.length);
});

/** Numbers of blocks that the first block's group and each later one may have. */
const allowedCounts = {
  small: [[1], [2, 3], [3, 4, 5], [3, 4]],
  large: [[1], [2, 3], [3, 4], [5, 6, 7, 8], [3, 4, 5]],
  giant: [[1], [2, 3], [3, 4, 5], [5, 6, 7, 8, 9], [3, 4, 5]],
};

for (const size of mobileRandomSizes) {
  test(`${size} networks are as the paper draws them`, () => {
    const kernels = new Set<number>();
    const expansions = new Set<number>();
    for (const seed of seeds) {
      const { blocks } = drawMobileRandom(seed, size);
      const groups = [...Map.groupBy(blocks, (block) => block.group).values()];
      assert.equal(groups.length, allowedCounts[size].length);
      groups.forEach((members, group) => {
        assert.ok(allowedCounts[size][group]!.includes(members.length), `${members.length} blocks in group ${group}`);
        const halves = group > 0 || size === 'small';
        assert.deepEqual(
          members.map(({ stride }) => stride),
          members.map((_, position) => (position === 0 && halves ? 2 : 1)),
        );
      });
      for (const { kernel, expansion } of blocks.slice(1)) {
        kernels.add(kernel);
        expansions.add(expansion);
      }
    }
    assert.deepEqual(kernels, new Set(size === 'small' ? [3, 5] : [3, 5, 7]));
    assert.deepEqual(expansions, new Set([3, 6]));
  });
}

test('a network ends in a pool over its last feature map, at any resolution', () => {
  for (const resolution of [224, 192, 96]) {
    const network = mobileRandom.network(mobileRandom.parse('random:3:large'), { resolution, classes: 10 });
    const { layers } = networkCost(network);
    assert.deepEqual(layers.at(-1)!.output, { channels: 10, height: 1, width: 1 });
    assert.equal(layers.filter(({ layer }) => layer.kind === 'batch-norm' || ('batchNorm' in layer && layer.batchNorm)).length, 0);
  }
});

test('what is wrong with a name is named', () => {
  const cases: readonly [string, RegExp][] = [
    ['rand:1:small', /does not start with “random:”/],
    ['random:1', /two fields seed and size/],
    ['random:1:small:2', /two fields seed and size/],
    ['random:01:small', /the seed is “01”, allowed are 0 to 999999999/],
    ['random:1000000000:small', /the seed is “1000000000”/],
    ['random:1:huge', /the size is “huge”, allowed are small, large, giant/],
  ];
  for (const [name, message] of cases) {
    assert.throws(
      () => mobileRandom.parse(name),
      (error) => isLabError(error, 'invalid-input') && message.test(error.message),
      name,
    );
  }
});
