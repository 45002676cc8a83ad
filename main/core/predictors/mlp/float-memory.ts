import { holdKernels } from '../../kernels/kernels.ts';

/** Single-precision arrays and the matrix product on them: by kernels, or by plain code where WebAssembly SIMD is missing. */
export interface FloatMemory {
  /** A zeroed array, one of those that room was asked for. */
  array(length: number): Float32Array;
  /** C += A·B for A [m, k], B [k, n]; C is row-major, [m, n]. */
  addProduct(m: number, n: number, k: number, a: Strided, b: Strided, c: Float32Array): void;
}

/** A matrix whose element (i, j) is data[i · row + j · col]. */
export interface Strided {
  readonly data: Float32Array;
  readonly row: number;
  readonly col: number;
}

/** `lengths`: of the arrays that will be taken. */
export function floatMemory(lengths: readonly number[]): FloatMemory {
  const kernels = holdKernels(lengths.map((length) => length * Float32Array.BYTES_PER_ELEMENT));
  if (kernels === undefined) return plainFloatMemory;
  const { run, arena } = kernels;
  return {
    array: (length) => arena.float32(length),
    addProduct: (m, n, k, a, b, c) =>
      run.addProductF32(m, n, k, 1, a.data.byteOffset, a.row, a.col, b.data.byteOffset, b.row, b.col, c.byteOffset, n),
  };
}

export const plainFloatMemory: FloatMemory = {
  array: (length) => new Float32Array(length),
  addProduct(m, n, k, a, b, c) {
    for (let i = 0; i < m; i++) {
      for (let p = 0; p < k; p++) {
        const factor = a.data[i * a.row + p * a.col]!;
        if (factor === 0) continue; // half of what ReLU lets through
        for (let j = 0; j < n; j++) c[i * n + j]! += factor * b.data[p * b.row + j * b.col]!;
      }
    }
  },
};
