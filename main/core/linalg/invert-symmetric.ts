import { cholesky, solveLowerMatrix } from './cholesky.ts';
import { type Matrix, zeros } from './matrix.ts';
import { gram } from './multiply.ts';

/** A⁻¹ of a symmetric positive definite matrix [n, n], of which only the lower triangle is read. Throws where it is not positive definite. */
export function invertSymmetric(a: Matrix): Matrix {
  const factor = cholesky(a);
  if (factor === undefined) throw new Error(`a [${a.rows}, ${a.cols}] matrix is not positive definite`);
  const identity = zeros(a.rows, a.rows);
  for (let i = 0; i < a.rows; i++) identity.data[i * a.rows + i] = 1;
  return gram(solveLowerMatrix(factor, identity, identity));
}
