/** A dense matrix; `data` is row-major, `data[i * cols + j]` is row i, column j. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/** A zero matrix of [rows, cols]. */
export function zeros(rows: number, cols: number): Matrix {
  return { rows, cols, data: new Float64Array(rows * cols) };
}

/** Copies equally long rows into a matrix; `cols` is only needed for an empty list. */
export function matrixFromRows(rows: readonly ArrayLike<number>[], cols = rows[0]?.length ?? 0): Matrix {
  const matrix = zeros(rows.length, cols);
  rows.forEach((row, i) => {
    if (row.length !== cols) throw new RangeError(`row ${i} has ${row.length} values, expected ${cols}`);
    matrix.data.set(row, i * cols);
  });
  return matrix;
}

/** A view (not a copy) of row `i`. */
export function row(matrix: Matrix, i: number): Float64Array {
  return matrix.data.subarray(i * matrix.cols, (i + 1) * matrix.cols);
}

/** A copy of the rows named by `indices`, in that order. */
export function selectRows(matrix: Matrix, indices: ArrayLike<number>): Matrix {
  const selected = zeros(indices.length, matrix.cols);
  for (let i = 0; i < indices.length; i++) selected.data.set(row(matrix, indices[i]!), i * matrix.cols);
  return selected;
}

/** A copy of the rows and columns named by indices, in that order. */
export function block({ cols, data }: Matrix, rows: ArrayLike<number>, columns: ArrayLike<number>): Matrix {
  const part = zeros(rows.length, columns.length);
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < columns.length; j++) part.data[i * columns.length + j] = data[rows[i]! * cols + columns[j]!]!;
  }
  return part;
}
