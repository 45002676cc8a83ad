import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crossValidationFolds } from '../../../main/core/predictors/cross-validation.ts';
import { createRng } from '../../../main/core/rng.ts';

const options = { folds: 5, enough: 200 };

test('a group is held out as a whole and counts once; nothing held out is trained on', () => {
  const groups = Array.from({ length: 120 }, (_, row) => `network ${row % 40}`);
  const folds = crossValidationFolds(groups, options, createRng(1));
  assert.equal(folds.length, 5);
  for (const { trained, heldOut } of folds) {
    assert.equal(heldOut.length, 8);
    assert.equal(trained.length, 120 - 8 * 3);
    const known = new Set(trained.map((row) => groups[row]));
    assert.ok(heldOut.every((row) => !known.has(groups[row])));
  }
  assert.equal(new Set(folds.flatMap(({ heldOut }) => heldOut.map((row) => groups[row]))).size, 40);
  assert.deepEqual(crossValidationFolds(groups, options, createRng(1)), folds);
});

test('many rows need fewer folds, few of them fewer than five', () => {
  const names = (count: number) => Array.from({ length: count }, (_, row) => String(row));
  const sizes = (count: number) => crossValidationFolds(names(count), options, createRng(2)).map(({ heldOut }) => heldOut.length);
  assert.deepEqual(sizes(2000), [400]);
  assert.deepEqual(sizes(503), [101, 101]);

  assert.deepEqual(sizes(3), [1, 1, 1]);
  assert.deepEqual(sizes(1), []);
  assert.deepEqual(crossValidationFolds(['a', 'a', 'a'], options, createRng(2)), []);
});
