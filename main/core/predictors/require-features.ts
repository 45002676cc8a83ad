import { invalidInput } from '../lab-error.ts';
import type { Matrix } from '../linalg/matrix.ts';

/** Throws `invalid-input` where x has other dimensions than the model was fitted on, or values that are not finite. */
export function requireFeatures(x: Matrix, features: number): void {
  if (x.cols !== features) {
    throw invalidInput(
      `The model was fitted on ${features} features, but the architectures are encoded in ${x.cols}.`,
      'Use the model with the search space and encoding that it was fitted on.',
    );
  }
  requireFinite(x);
}

/** Throws `invalid-input` naming row and column of the first value that is not finite. */
export function requireFinite(x: Matrix): void {
  const { data } = x;
  let bad = 0;
  while (bad < data.length && Number.isFinite(data[bad])) bad++; // a callback for each value would cost more than the trees
  if (bad === data.length) return;
  const place = `row ${Math.floor(bad / x.cols) + 1}, column ${(bad % x.cols) + 1}`;
  throw invalidInput(`The encoding of an architecture is not a finite number (${place}).`, '', place);
}
