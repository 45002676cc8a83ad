import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../../main/core/rng.ts';
import { likelyArchitectures } from '../../../../main/core/search/neural/likely-architectures.ts';

test('the most probable ones of all, in order', () => {
  const rng = createRng(2);
  const probabilities = [3, 2, 4, 3].map((choices) => Array.from({ length: choices }, () => 0.01 + rng.next()));
  const all = likelyArchitectures(probabilities, 1000);
  assert.equal(all.length, 3 * 2 * 4 * 3);
  const product = (architecture: readonly number[]) => architecture.reduce((p, choice, gene) => p * probabilities[gene]![choice]!, 1);
  all.slice(1).forEach((one, i) => assert.ok(product(one) <= product(all[i]!) * (1 + 1e-12)));
  assert.deepEqual(likelyArchitectures(probabilities, 7), all.slice(0, 7));
});
