import { sharedKernels } from '../kernels/kernels.ts';

/** Values that are copied to the kernels' memory at a time. */
const chunk = 65_536;
/** Below this many values copying costs more than it saves. */
const fewestForKernels = 32;

/**
 * values[i] ← exp(factor · values[i]), the argument limited to −708.3 … 709.7: within two units in the last place, and the same bits on every
 * machine, which Math.exp does not promise.
 */
export function scaledExponential(values: Float64Array, factor: number): void {
  const kernels = values.length >= fewestForKernels ? sharedKernels() : undefined;
  if (kernels === undefined) {
    plainScaledExponential(values, factor);
    return;
  }
  kernels.scope([8 * Math.min(chunk, values.length)], (run, arena) => {
    const part = arena.float64(Math.min(chunk, values.length));
    for (let first = 0; first < values.length; first += chunk) {
      const count = Math.min(chunk, values.length - first);
      part.set(values.subarray(first, first + count));
      run.scaledExponential(count, factor, part.byteOffset, part.byteOffset);
      values.set(part.subarray(0, count), first);
    }
  });
}

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const roundingShift = 6755399441055744;
/** 1/13! … 1/0!. */
const coefficients = Float64Array.from({ length: 14 }, (_, i) => 1 / factorial(13 - i));
const scratch = new Float64Array(1);
const words = new Int32Array(scratch.buffer);

/** The kernel in plain arrays (core/kernels/assembly/exponential.ts explains it); the same bits. */
export function plainScaledExponential(values: Float64Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] = exponential(factor * values[i]!);
}

function exponential(argument: number): number {
  if (Number.isNaN(argument)) return NaN;
  const x = Math.min(Math.max(argument, -708.3), 709.7);
  const k = x * Math.LOG2E + roundingShift - roundingShift;
  const r = x - k * ln2High - k * ln2Low;
  const square = r * r;
  let odd = coefficients[0]!;
  let even = coefficients[1]!;
  for (let i = 2; i < 14; i += 2) {
    odd = odd * square + coefficients[i]!;
    even = even * square + coefficients[i + 1]!;
  }
  scratch[0] = odd * r + even;
  words[1]! += k << 20; // little-endian: the exponent is in the high word
  return scratch[0];
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
