import { invalidInput } from '../lab-error.ts';
import type { Matrix } from '../linalg/matrix.ts';

/** Throws `invalid-input` unless there are at least `minimum` samples, one target for each, and all values are finite. */
export function checkTrainingData(x: Matrix, y: ArrayLike<number>, minimum: number): void {
  if (x.rows !== y.length) throw new RangeError(`${x.rows} rows and ${y.length} targets do not pair`);
  if (x.rows < minimum) throw invalidInput(`At least ${minimum} samples are needed, there are ${x.rows}.`, 'Measure more architectures.');
  for (let i = 0; i < x.rows; i++) {
    if (!Number.isFinite(y[i]))
      throw invalidInput(`Sample ${i + 1} has the value ${y[i]}.`, 'Leave out what was not measured.', `row ${i + 1}`);
  }
  const bad = x.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const place = `row ${Math.floor(bad / x.cols) + 1}, column ${(bad % x.cols) + 1}`;
    throw invalidInput(`The encoding of a sample is not a finite number (${place}).`, '', place);
  }
}
