import { matrixFromRows } from '../../../main/core/linalg/matrix.ts';
import { fixture } from '../../helpers/fixture.ts';

const stored = fixture<{
  svd: { name: string; matrix: number[][]; singularValues: number[]; relative?: boolean }[];
  oneHot: number[][];
  oneHotTarget: number[];
  minimumNorm: number[];
  tall: number[][];
  tallTarget: number[];
  ridgeLambda: number;
  ridge: number[];
  positiveDefinite: number[][];
  cholesky: number[][];
  solution: number[];
  logDeterminant: number;
}>('numerics/linear-algebra.json');

/** Stored numpy, scipy and mpmath results; the file's `made` says how they were made. */
export const linearAlgebra = {
  ...stored,
  svd: stored.svd.map((item) => ({ ...item, matrix: matrixFromRows(item.matrix) })),
  oneHot: matrixFromRows(stored.oneHot),
  tall: matrixFromRows(stored.tall),
  positiveDefinite: matrixFromRows(stored.positiveDefinite),
  cholesky: matrixFromRows(stored.cholesky),
};
