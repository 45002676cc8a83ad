import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { completePairs } from '../../../main/core/stats/complete-pairs.ts';
import { spearman } from '../../../main/core/stats/spearman.ts';
import { closeTo } from '../../helpers/close-to.ts';
import { oneProxyTable, oneProxyPath } from '../../helpers/one-proxy-table.ts';
import { withoutData } from '../../helpers/requirements.ts';
import { rankStatistics } from './rank-statistics-fixture.ts';

test('equals scipy.stats.spearmanr, ties included', () => {
  for (const { x, y, srcc } of rankStatistics.spearman) closeTo(spearman(x, y), srcc, 1e-14);
});

test('is not defined for fewer than 3 pairs or a constant side', () => {
  assert.equal(spearman([1, 2], [1, 2]), null);
  assert.equal(spearman([1, 2, 3], [5, 5, 5]), null);
  assert.equal(spearman([4, 4, 4, 4], [1, 2, 3, 4]), null);
  assert.throws(() => spearman([1, 2, 3], [1, 2]), RangeError);
});

test('depends on the order only, is symmetric, and changes sign with one side', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), { minLength: 3, maxLength: 60 });
  fc.assert(
    fc.property(pairs, (list) => {
      const x = list.map(([a]) => a);
      const y = list.map(([, b]) => b);
      const srcc = spearman(x, y);
      assert.equal(spearman(y, x), srcc);
      const stretched = spearman(
        x.map((a) => Math.exp(a)),
        y,
      );
      assert.equal(stretched, srcc);
      if (srcc === null) return;
      closeTo(
        spearman(
          x.map((a) => -a),
          y,
        ),
        -srcc,
        1e-14,
      );
      assert.ok(Math.abs(srcc) <= 1);
    }),
    { seed: 2 },
  );
});

test('a perfect ranking is exactly 1', () => {
  const x = Array.from({ length: 1000 }, (_, i) => i ** 2);
  assert.equal(spearman(x, x), 1);
});

test('complete pairs leave out what either side lacks', () => {
  const { indices, x, y } = completePairs([1, NaN, 3, 4], [5, 6, NaN, 8]);
  assert.deepEqual(
    [[...indices], [...x], [...y]],
    [
      [0, 3],
      [1, 4],
      [5, 8],
    ],
  );
});

test('published table: SRCC of VPU and GTX 1080 Ti to 12 digits', { skip: withoutData(oneProxyPath) }, () => {
  const table = oneProxyTable();
  const srcc = spearman(table.column('true_vpu'), table.column('eagle_gtx'));
  assert.ok(Math.abs(srcc! - 0.690526859861756) < 5e-13, String(srcc));
});
