const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const roundingShift = 6755399441055744;
/** 1/13! … 1/0!. */
const coefficients = Float64Array.from({ length: 14 }, (_, i) => 1 / factorial(13 - i));
const scratch = new Float64Array(1);
const words = new Int32Array(scratch.buffer);

/** As assembly/exponential.ts, where the steps are explained; `x` is the memory and addresses are indices in it. */
export function scaledExponential(x: Float64Array, n: number, factor: number, from: number, to: number): void {
  for (let i = 0; i < n; i++) x[to + i] = exponential(factor * x[from + i]!);
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
  words[1]! += k << 20; // little-endian, as all machines of today are: the exponent is in the high word
  return scratch[0];
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

export function addTermsAndClamp(x: Float64Array, rows: number, cols: number, c: number, rowTerms: number, columnTerms: number): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const at = c + i * cols + j;
      x[at] = Math.max(0, x[at]! + (x[rowTerms + i]! + x[columnTerms + j]!));
    }
  }
}
