import { type Matrix, zeros } from '../linalg/matrix.ts';
import { gramOfRows } from '../linalg/multiply.ts';
import { averageRanks } from './ranks.ts';

/**
 * Spearman's correlation of every pair of equally long columns without NaN, as `spearman` gives it: [columns][columns], null where it is
 * not defined (fewer than 3 values, or a constant column), also on the diagonal.
 */
export function spearmanMatrix(columns: readonly ArrayLike<number>[]): (number | null)[][] {
  const n = columns[0]?.length ?? 0;
  const ranks: Matrix = zeros(columns.length, n);
  columns.forEach((column, c) => {
    if (column.length !== n) throw new RangeError(`column ${c} has ${column.length} values, expected ${n}`);
    // Twice a mid-rank is an integer: the sums are exact up to some 200,000 values, whatever the order of summation.
    const centred = averageRanks(column);
    for (let i = 0; i < n; i++) centred[i] = 2 * centred[i]! - (n + 1);
    ranks.data.set(centred, c * n);
  });
  const { data: products } = gramOfRows(ranks);
  const squares = columns.map((_, c) => products[c * columns.length + c]!);
  return columns.map((_, a) =>
    columns.map((__, b) => {
      if (n < 3 || squares[a] === 0 || squares[b] === 0) return null;
      return Math.max(-1, Math.min(1, products[a * columns.length + b]! / Math.sqrt(squares[a]! * squares[b]!)));
    }),
  );
}
