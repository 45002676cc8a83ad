import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selectRows } from '../../../main/core/linalg/matrix.ts';
import { createRng } from '../../../main/core/rng.ts';
import { mobileRandom } from '../../../main/core/spaces/mobile-random.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { searchSpaces } from '../../../main/core/spaces/spaces.ts';
import { kernelMatrix } from '../../../main/core/transfer/kernel-component.ts';
import { population } from '../../../main/core/transfer/population.ts';
import { sourceFeatures } from '../../../main/core/transfer/source-features.ts';
import { kernelsBetween, transferFeatures } from '../../../main/core/transfer/transfer-features.ts';
import { allCloseTo } from '../../helpers/close-to.ts';
import { cells, device } from './synthetic-devices.ts';

test('kernels have names of their own and finite values, none sees what another sees', () => {
  for (const space of searchSpaces) {
    const rng = createRng(1);
    const { components, projected, x } = population(
      space,
      Array.from({ length: 12 }, () => space.sample(rng)),
    );
    assert.equal(new Set(components.map(({ name }) => name)).size, components.length, space.id);
    components.forEach(({ columns, form }, c) => {
      assert.ok(columns.every((column) => column < x.cols));
      assert.ok(projected[c]!.data.every(Number.isFinite));
      assert.deepEqual([projected[c]!.rows, projected[c]!.cols], [12, columns.length]);
      components.forEach((other, o) => {
        if (o > c && other.form === form) assert.notDeepEqual(projected[o]!.data, projected[c]!.data, `${space.id}: ${other.name}`);
      });
    });
  }
});

test('architectures that run nothing are no candidates, except where genes tell nothing', () => {
  const dead = [3, 3, 3, 0, 0, 0];
  const { candidates } = population(nasBench201, [dead, [0, 0, 0, 1, 0, 0], dead, [3, 0, 0, 0, 2, 0]]);
  assert.deepEqual(candidates, [1, 3]);
  const rng = createRng(1);
  const random = Array.from({ length: 3 }, () => mobileRandom.sample(rng));
  assert.deepEqual(population(mobileRandom, random).candidates, [0, 1, 2]);
});

test('kernels on sources stand before those on descriptors, and see only the chosen ones', () => {
  const all = cells(20);
  const sources = sourceFeatures(all, [device(all, 'a'), device(all, 'b'), device(all, 'c')]);
  const features = transferFeatures(all, sources);
  assert.equal(features.ofSources, 2);
  assert.deepEqual(features.components.slice(2), all.components);
  assert.deepEqual([...features.components[0]!.columns], [0, 1, 2]);
  assert.deepEqual([...transferFeatures(all, sources, [2, 0]).components[0]!.columns], [2, 0]);
  for (const without of [transferFeatures(all, null), transferFeatures(all, sources, [])]) {
    assert.equal(without.ofSources, 0);
    assert.deepEqual(without.components, all.components);
  }
  assert.equal(transferFeatures(all, null).inputs.sources.cols, 0);
  const [rows, columns] = [
    [1, 5],
    [0, 2, 7],
  ];
  kernelsBetween(features, rows, columns).forEach((kernel, c) => {
    const z = features.projected[c]!;
    allCloseTo(kernel.data, kernelMatrix(features.components[c]!, selectRows(z, rows), selectRows(z, columns)).data, 1e-12);
  });
});
