import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { createRng } from '../../../main/core/rng.ts';
import { sampleDistinct } from '../../../main/core/spaces/sample-distinct.ts';
import { searchSpaces } from '../../../main/core/spaces/spaces.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';

test('samples are different and repeatable', () => {
  for (const space of searchSpaces) {
    const sample = (): string[] => sampleDistinct(space, 2000, createRng(1)).map((architecture) => space.print(architecture));
    assert.equal(new Set(sample()).size, 2000);
    assert.deepEqual(sample(), sample());
  }
});

test('a whole space can be sampled, and not more', () => {
  assert.equal(new Set(sampleDistinct(nasBench201, 15_625, createRng(1)).map((architecture) => architecture.join())).size, 15_625);
  assert.throws(
    () => sampleDistinct(nasBench201, 15_626, createRng(1)),
    (error) => isLabError(error, 'invalid-input'),
  );
});
