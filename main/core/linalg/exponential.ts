import { sharedKernels } from '../kernels/kernels.ts';

/** Values that are copied to the kernels' memory at a time. */
const chunk = 65_536;

/**
 * values[i] ← exp(factor · values[i]), the argument limited to −708.3 … 709.7: within two units in the last place, and the same bits on every
 * machine, which Math.exp does not promise.
 */
export function scaledExponential(values: Float64Array, factor: number): void {
  sharedKernels().scope([8 * Math.min(chunk, values.length)], (run, arena) => {
    const part = arena.float64(Math.min(chunk, values.length));
    for (let first = 0; first < values.length; first += chunk) {
      const count = Math.min(chunk, values.length - first);
      part.set(values.subarray(first, first + count));
      run.scaledExponential(count, factor, part.byteOffset, part.byteOffset);
      values.set(part.subarray(0, count), first);
    }
  });
}
