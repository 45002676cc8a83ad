import { invalidInput } from '../lab-error.ts';
import type { Matrix } from '../linalg/matrix.ts';
import { requireFinite } from './require-features.ts';

/** Throws `invalid-input` unless there are at least `minimum` samples, one target for each, and all values are finite. */
export function checkTrainingData(x: Matrix, y: ArrayLike<number>, minimum: number): void {
  if (x.rows !== y.length) throw new RangeError(`${x.rows} rows and ${y.length} targets do not pair`);
  if (x.rows < minimum) throw invalidInput(`At least ${minimum} samples are needed, there are ${x.rows}.`, 'Measure more architectures.');
  for (let i = 0; i < x.rows; i++) {
    if (!Number.isFinite(y[i]))
      throw invalidInput(`Sample ${i + 1} has the value ${y[i]}.`, 'Leave out what was not measured.', `row ${i + 1}`);
  }
  requireFinite(x);
}

/** Throws `invalid-input` unless every sample has a finite weight ≥ 0 and one of them has more. */
export function checkWeights(weights: ArrayLike<number>, samples: number): void {
  if (weights.length !== samples) throw new RangeError(`${weights.length} weights and ${samples} samples do not pair`);
  let total = 0;
  for (let i = 0; i < samples; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0 && weight < Infinity)) throw invalidInput(`Sample ${i + 1} has the weight ${weight}.`, '', `row ${i + 1}`);
    total += weight;
  }
  if (!(total > 0 && total < Infinity)) throw invalidInput(`The weights sum to ${total}.`, 'Give at least one sample a weight.');
}
