/** Floating-point operations of one calibration loop. */
export const calibrationOperations = 40_000_000;

/** The unit in which peers' CPU times are kept: multiplications and additions of doubles in four chains, as plain code does them. */
export function calibrationLoop(): number {
  let a = 0.1;
  let b = 0.2;
  let c = 0.3;
  let d = 0.4;
  for (let i = 0; i < calibrationOperations; i += 8) {
    a = a * 0.999 + 0.001;
    b = b * 0.999 + 0.002;
    c = c * 0.999 + 0.003;
    d = d * 0.999 + 0.004;
  }
  return a + b + c + d;
}
