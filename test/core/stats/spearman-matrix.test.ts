import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { spearman } from '../../../main/core/stats/spearman.ts';
import { spearmanMatrix } from '../../../main/core/stats/spearman-matrix.ts';

test('every pair is exactly what spearman gives, ties and constant columns included', () => {
  const column = (n: number) => fc.array(fc.integer({ min: 0, max: 5 }), { minLength: n, maxLength: n });
  const table = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }));
  const columns = table.chain(([n, count]) => fc.array(column(n), { minLength: count, maxLength: count }));
  fc.assert(
    fc.property(columns, (values) => {
      const matrix = spearmanMatrix(values);
      values.forEach((a, i) => values.forEach((b, j) => assert.equal(matrix[i]![j], spearman(a, b))));
    }),
    { seed: 9, numRuns: 200 },
  );
});

test('columns of different lengths and NaN are refused; no columns make an empty matrix', () => {
  assert.throws(
    () =>
      spearmanMatrix([
        [1, 2, 3],
        [1, 2],
      ]),
    RangeError,
  );
  assert.throws(() => spearmanMatrix([[1, NaN, 3]]), RangeError);
  assert.deepEqual(spearmanMatrix([]), []);
});
