import { invalidInput } from '../lab-error.ts';
import { type Matrix, zeros } from '../linalg/matrix.ts';
import { multiplyTransposed } from '../linalg/multiply.ts';

/** What makes the columns of a matrix have mean 0 and variance 1. */
export interface ColumnScales {
  /** [cols] */
  readonly means: Float64Array;
  /** [cols] 1 / standard deviation; 0 for a constant column. */
  readonly inverseScales: Float64Array;
}

/** Throws `invalid-input` where squares of a column's values overflow. */
export function columnScales({ rows, cols, data }: Matrix): ColumnScales {
  const means = multiplyTransposed({ rows, cols, data }, new Float64Array(rows).fill(1)).map((sum) => sum / rows);
  const inverseScales = new Float64Array(cols);
  for (let j = 0; j < cols; j++) {
    let squares = 0;
    for (let i = 0; i < rows; i++) squares += (data[i * cols + j]! - means[j]!) ** 2;
    const deviation = Math.sqrt(squares / rows);
    if (!Number.isFinite(deviation))
      throw invalidInput(`The values of column ${j + 1} are too large.`, 'Check their unit.', `column ${j + 1}`);
    if (deviation > 1e-12 * Math.abs(means[j]!)) inverseScales[j] = 1 / deviation;
  }
  return { means, inverseScales };
}

/** (x − mean) / standard deviation; constant columns become 0. */
export function standardise({ rows, cols, data }: Matrix, { means, inverseScales }: ColumnScales): Matrix {
  const matrix = zeros(rows, cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) matrix.data[i * cols + j] = (data[i * cols + j]! - means[j]!) * inverseScales[j]!;
  }
  return matrix;
}
