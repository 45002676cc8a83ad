import assert from 'node:assert/strict';
import test from 'node:test';
import { placeAfterKey } from '../../renderer/charts/place-after-key.ts';

test('arrows move from place to place and stop at the ends; Escape lets go; other keys are left alone', () => {
  assert.deepEqual(
    [
      placeAfterKey('ArrowRight', 1, 3),
      placeAfterKey('ArrowRight', 2, 3),
      placeAfterKey('ArrowLeft', 1, 3),
      placeAfterKey('ArrowLeft', 0, 3),
    ],
    [2, 2, 0, 0],
  );
  assert.deepEqual([placeAfterKey('Home', 2, 3), placeAfterKey('End', 0, 3)], [0, 2]);
  assert.equal(placeAfterKey('Escape', 1, 3), null);
  assert.equal(placeAfterKey('t', 1, 3), undefined);
});
