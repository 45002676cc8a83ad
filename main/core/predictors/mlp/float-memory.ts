import type { KernelInstance } from '../../kernels/kernel-instance.ts';
import { holdKernels } from '../../kernels/kernels.ts';

/** Single-precision arrays and the matrix product on them. */
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
export function floatMemory(lengths: readonly number[], newInstance?: () => KernelInstance): FloatMemory {
  const byteLengths = lengths.map((length) => length * Float32Array.BYTES_PER_ELEMENT);
  const { run, arena } = holdKernels(byteLengths, newInstance);
  return {
    array: (length) => arena.float32(length),
    addProduct: (m, n, k, a, b, c) =>
      run.addProductF32(m, n, k, 1, a.data.byteOffset, a.row, a.col, b.data.byteOffset, b.row, b.col, c.byteOffset, n),
  };
}
