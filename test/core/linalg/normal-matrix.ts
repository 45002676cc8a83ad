import type { Matrix } from '../../../main/core/linalg/matrix.ts';
import { createRng } from '../../../main/core/rng.ts';

const rng = createRng(1);

/** Standard normal values; each call continues the same stream. */
export function normalMatrix(rows: number, cols: number): Matrix {
  return { rows, cols, data: Float64Array.from({ length: rows * cols }, () => rng.normal()) };
}
