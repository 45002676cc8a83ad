import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greedySignature } from '../../../../main/core/cost-model/signature/greedy-signature.ts';
import { mutualInformationSignature } from '../../../../main/core/cost-model/signature/mutual-information-signature.ts';
import { spearmanSignature } from '../../../../main/core/cost-model/signature/spearman-signature.ts';
import { type Matrix, zeros } from '../../../../main/core/linalg/matrix.ts';
import { createRng } from '../../../../main/core/rng.ts';

/** Networks in families: within one, all depend on the same trait of a device, those of smaller weight less. */
function families(weights: readonly (readonly number[])[], devices = 60): Matrix {
  const rng = createRng(8);
  const logs = zeros(devices, weights.flat().length);
  for (let device = 0; device < devices; device++) {
    let network = 0;
    for (const family of weights) {
      const trait = rng.normal();
      for (const weight of family) logs.data[device * logs.cols + network++] = weight * trait + 0.001 * rng.normal();
    }
  }
  return logs;
}

const three = families([[1, 1, 1, 1, 1], [2, 2, 2], [0.5, 0.5, 0.5]]); // prettier-ignore
const familyOf = (network: number) => (network < 5 ? 'a' : network < 8 ? 'b' : 'c');

test('greedy takes one of each family, in the order of the variance that it explains', () => {
  assert.deepEqual(greedySignature(three, 3).map(familyOf), ['b', 'a', 'c']);
});

test('greedy looks at what is given already', () => {
  assert.deepEqual(greedySignature(three, 3, [9, 6]).map(familyOf), ['c', 'b', 'a']);
  assert.deepEqual(greedySignature(three, 1, [9, 6]), [9]);
});

test('Spearman takes the largest family first, and greedy fills up when it ends', () => {
  assert.deepEqual(spearmanSignature(three, 3).map(familyOf), ['a', 'b', 'c']);
});

test('mutual information maximises H(S, x) − H(x) as a direct count has it', () => {
  const rng = createRng(2);
  const logs: Matrix = { rows: 40, cols: 8, data: Float64Array.from({ length: 320 }, () => rng.normal()) };
  const level = (network: number) => {
    const values = Array.from({ length: 40 }, (_, device) => logs.data[device * 8 + network]!);
    const sorted = values.toSorted((a, b) => a - b);
    return values.map((value) => (sorted.indexOf(value) <= 13 ? 0 : sorted.indexOf(value) <= 26 ? 1 : 2));
  };
  const levels = Array.from({ length: 8 }, (_, network) => level(network));
  const entropy = (networks: readonly number[]) => {
    const counts = Map.groupBy(levels[0]!.keys(), (device) => networks.map((network) => levels[network]![device]).join());
    return [...counts.values()].reduce((sum, { length }) => sum - (length / 40) * Math.log(length / 40), 0);
  };
  const chosen = mutualInformationSignature(logs, 4);
  for (let size = 1; size < 4; size++) {
    const before = chosen.slice(0, size);
    const gain = (network: number) => entropy([...before, network]) - entropy([network]);
    const others = [...levels.keys()].filter((network) => !before.includes(network));
    assert.ok(others.every((other) => gain(other) <= gain(chosen[size]!) + 1e-9), `number ${size + 1}`); // prettier-ignore
  }
});
