import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { sampleDistinct } from '../../../main/core/spaces/sample-distinct.ts';
import { findSpace } from '../../../main/core/spaces/spaces.ts';
import { graphDescriptors } from '../../../main/core/descriptors/graph-descriptors.ts';
import { inferVariant } from '../../../main/core/transfer/infer-variant.ts';

describe('inferVariant', () => {
  const space = findSpace('fbnet');
  const architectures = sampleDistinct(space, 200, createRng(3));

  for (const variant of ['imagenet', 'cifar']) {
    it(`finds that latencies follow the ${variant} form`, () => {
      const latencyMs = Float64Array.from(architectures, (architecture) => {
        const [macs, weights, written, operations] = graphDescriptors(space.network(architecture, { variant }));
        return macs! / 1e8 + weights! / 1e7 + written! / 1e7 + operations! / 100;
      });
      assert.equal(inferVariant(space, architectures, new Map([['device', latencyMs]])), variant);
    });
  }

  it('says nothing of a space with one form, and of latencies that are too few or all the same', () => {
    const flat = new Float64Array(architectures.length).fill(2);
    assert.equal(inferVariant(space, architectures, new Map([['device', flat]])), null);
    assert.equal(inferVariant(space, architectures, new Map([['device', flat.map((_, i) => (i < 10 ? i + 1 : NaN))]])), null);
    const other = findSpace('mobilenet-v3');
    assert.equal(inferVariant(other, sampleDistinct(other, 5, createRng(1)), new Map()), null);
  });
});
