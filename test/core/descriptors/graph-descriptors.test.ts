import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graphDescriptorGroups, graphDescriptors } from '../../../main/core/descriptors/graph-descriptors.ts';
import { networkCost } from '../../../main/core/network/cost.ts';
import { NetworkBuilder } from '../../../main/core/network/network-builder.ts';
import type { Network } from '../../../main/core/network/network.ts';
import { createRng } from '../../../main/core/rng.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { searchSpaces } from '../../../main/core/spaces/spaces.ts';

const names = graphDescriptorGroups.flatMap(({ featureNames }) => featureNames);

function describe(network: Network): (name: string) => number {
  const values = graphDescriptors(network);
  assert.equal(values.length, names.length);
  return (name) => {
    assert.ok(names.includes(name), name);
    return values[names.indexOf(name)]!;
  };
}

/** Of a cell whose six edges choose these operators. */
const cell = (...operators: number[]) => describe(nasBench201.network(operators));
const [none, skip, conv1, conv3, pool] = [0, 1, 2, 3, 4];

// What surrounds the 15 cells: stem, two reductions (two 3×3 and one 1×1 convolution, a pool, a sum), global pool, classifier.
const skeleton = { convolutions: 7, pools: 2, sums: 2, others: 2 };

test('a cell with one 3×3 edge, counted by hand', () => {
  const of = cell(none, none, none, conv3, none, none);
  const stages = [16, 32, 64].map((channels, stage) => ({ channels, pixels: (32 / 2 ** stage) ** 2 }));
  const inCells = stages.reduce((sum, { channels, pixels }) => sum + 5 * 9 * channels * channels * pixels, 0);
  const reductions = [1, 2].reduce((sum, stage) => {
    const { channels, pixels } = stages[stage]!;
    return sum + pixels * ((9 * channels * channels) / 2 + 9 * channels * channels + (channels * channels) / 2);
  }, 0);
  assert.equal(of('MACs'), 9 * 3 * 16 * 1024 + inCells + reductions + 640);
  assert.equal(of('weighted layers'), skeleton.convolutions + 15 + 1);
  // The shortcut of a reduction runs beside two convolutions.
  assert.equal(of('weighted layers on the longest path'), 1 + 15 + 2 * 2 + 1);
  assert.equal(of('operations'), skeleton.convolutions + 15 + skeleton.pools + skeleton.sums + skeleton.others);
  assert.equal(of('operations on a path'), 1 + 15 + 2 * 3 + 2);
  assert.equal(of('merged convolutions 3×3'), 1 + 2 * 2 + 15);
  assert.equal(of('merged convolutions 1×1'), 2);
  assert.equal(of('merged pools'), skeleton.pools);
  assert.equal(of('merged sums'), skeleton.sums);
  assert.equal(of('merged summands'), 4);
  assert.equal(of('merged length'), of('weighted layers on the longest path'));
});

test('branches count together in totals, the longer one on paths', () => {
  const chain = cell(conv3, none, conv3, none, none, conv3);
  const wide = cell(conv3, conv3, none, conv3, skip, skip);
  assert.equal(chain('MACs'), wide('MACs'));
  assert.equal(chain('weighted layers on the longest path') - wide('weighted layers on the longest path'), 15 * 2);
  const perCell = (chain('MACs') - cell(none, none, none, skip, none, none)('MACs')) / 15;
  assert.ok(Math.abs(chain('MACs on a path') - wide('MACs on a path') - 15 * 2 * (perCell / 3)) < 1e-6);
});

test('a pool gathers what a convolution of its size gathers, single pixels a ninth', () => {
  const empty = cell(none, none, none, skip, none, none);
  const perEdge = (operator: number) =>
    cell(none, none, none, operator, none, none)('gathered values on a path') - empty('gathered values on a path');
  const values = [16, 32, 64].reduce((sum, channels, stage) => sum + 5 * channels * (32 / 2 ** stage) ** 2, 0);
  assert.deepEqual([perEdge(pool), perEdge(conv3), perEdge(conv1)], [9 * values, 9 * values, values]);
  assert.equal(cell(none, none, none, pool, none, none)('MACs on a path'), empty('MACs on a path'));
  // Stem, per reduction the longer of its branches and the sum, global pool, classifier.
  const rest =
    9 * 3 * 1024 +
    [1, 2].reduce(
      (sum, stage) => sum + (9 * 16 * 2 ** (stage - 1) + 9 * 16 * 2 ** stage + 2 * 16 * 2 ** stage) * (32 / 2 ** stage) ** 2,
      0,
    ) +
    64 * 64 +
    64;
  assert.equal(empty('gathered values on a path'), rest);
});

test('what each kind of operation gathers is told apart', () => {
  const builder = new NetworkBuilder('n', { channels: 3, height: 8, width: 8 });
  const stem = builder.convolution(builder.input, { outChannels: 4, kernel: 3, stride: 2 });
  const shuffled = builder.convolution(stem, { outChannels: 12, kernel: 1, groups: 2 });
  const filtered = builder.depthwise(shuffled, { kernel: 5 });
  const projected = builder.convolution(filtered, { outChannels: 6, kernel: 1 });
  builder.fullyConnected(builder.globalAveragePool(builder.pool(projected, 'max-pool', 3, 2, 1)), 10);
  const of = describe(builder.build());
  assert.equal(of('values gathered by larger convolutions'), 3 * 9 * 16);
  assert.equal(of('values gathered by grouped convolutions'), 4 * 16);
  assert.equal(of('values gathered by depthwise convolutions'), 12 * 25 * 16);
  assert.equal(of('values gathered by pointwise convolutions'), 12 * 16);
  assert.equal(of('values gathered by pools'), 6 * 9 * 4);
});

test('layers that do the same with the same count once where they are merged', () => {
  // Node 1 is the cell's input: edges 0-2 and 1-2 do the same.
  const twice = cell(skip, conv3, conv3, none, none, skip);
  assert.equal(twice('weighted layers'), skeleton.convolutions + 2 * 15 + 1);
  assert.equal(twice('merged convolutions 3×3'), 1 + 2 * 2 + 15);
  assert.equal(twice('merged sums'), skeleton.sums + 15);
  assert.equal(twice('merged summands'), 2 * (skeleton.sums + 15));
  const different = cell(skip, conv3, conv1, none, none, skip);
  assert.equal(different('merged convolutions 3×3'), 1 + 2 * 2 + 15);
  assert.equal(different('merged convolutions 1×1'), 2 + 15);
  assert.equal(cell(pool, none, none, pool, none, none)('merged pools'), skeleton.pools + 15);
});

test('levels are sides of feature maps, the last one holds vectors; they add up to the totals', () => {
  const of = cell(none, none, none, conv3, none, none);
  assert.equal(of('operations at 1/1 of the side'), 1 + 5);
  assert.equal(of('operations at 1/2 of the side'), 5 + 5);
  assert.equal(of('operations at 1/4 of the side'), 5 + 5);
  assert.equal(of('operations at 1/8 of the side'), 0);
  assert.equal(of('operations on vectors'), 2);
  assert.equal(of('MACs on vectors'), 640);
});

test('activations and batch normalisations belong to the operation before them', () => {
  const build = (form: (builder: NetworkBuilder, x: number) => number) => {
    const builder = new NetworkBuilder('n', { channels: 3, height: 8, width: 8 });
    const x = builder.convolution(builder.input, { outChannels: 4, kernel: 5, batchNorm: false });
    builder.fullyConnected(builder.globalAveragePool(form(builder, x)), 10);
    return graphDescriptors(builder.build());
  };
  const plain = build((_, x) => x);
  assert.deepEqual(
    build((builder, x) => builder.activation(builder.batchNorm(x), 'relu')),
    plain,
  );
  assert.equal(plain[names.indexOf('merged larger convolutions')], 1);
  assert.equal(plain[names.indexOf('operations')], 3);
});

test('totals of any architecture of any space are those of the network’s cost, levels add up to them', () => {
  const rng = createRng(3);
  for (const space of searchSpaces) {
    for (let trial = 0; trial < 4; trial++) {
      const network = space.network(space.sample(rng));
      const of = describe(network);
      const cost = networkCost(network);
      assert.equal(of('MACs'), cost.macs, space.id);
      assert.equal(of('weighted layers'), cost.layers.filter(({ macs }) => macs > 0).length);
      for (const quantity of ['MACs', 'written values', 'operations', 'weights']) {
        const levels = names.filter((name) => name.startsWith(`${quantity} at `) || name === `${quantity} on vectors`);
        assert.equal(
          levels.reduce((sum, name) => sum + of(name), 0),
          of(quantity),
          `${space.id}: ${quantity}`,
        );
      }
      for (const quantity of ['MACs', 'operations']) assert.ok(of(`${quantity} on a path`) <= of(quantity));
    }
  }
});
