import { solveLower } from '../../linalg/cholesky.ts';
import { zeros } from '../../linalg/matrix.ts';
import { squaredDistances } from '../../linalg/squared-distances.ts';
import { covariances, type Hyperparameters, type StandardisedRows } from './covariance.ts';
import { factorWithNoise, profileOf } from './gaussian-process.ts';

/** Places on the search's axes: ln of the length scale, logit of the linear share, ln of the noise. */
type Place = readonly [number, number, number];

const lowest: Place = [Math.log(0.05), -7, Math.log(1e-6)];
const highest: Place = [Math.log(20), 7, Math.log(10)];
const grid: readonly Place[] = [0, 1, -1, 2].flatMap((length) =>
  [0, 2, -2].flatMap((share) => [1e-2, 1e-1, 1e-3].map((noise): Place => [length * Math.LN2, share, Math.log(noise)])),
);
/** Of a normal prior on each axis: so wide that some tens of observations outweigh it, but a handful can't claim certainty. */
const priorMeans: Place = [Math.LN2 / 2, 0, Math.log(0.02)];
const priorDeviations: Place = [1, 2, 2];
const firstSteps: Place = [0.5, 1, 1];
const halvings = 3;
/** Seldom reached. */
const mostRounds = 25;

export interface Choice {
  readonly hyperparameters: Hyperparameters;
  /** Prior included; but for a constant of the number of observations. */
  readonly logEvidence: number;
}

/**
 * The hyper-parameters with the greatest evidence for y (standardised) under a wide prior: the best of a grid, from there along the axes with steps
 * that are halved when none helps. The same input gives the same choice; equal evidence goes to the smoother, earlier one. Yields the share
 * that is done.
 */
export function* chooseHyperparameters(rows: StandardisedRows, y: Float64Array): Generator<number, Choice> {
  const evidence = evidenceAt(rows, y);
  let best = { place: grid[0]!, value: -Infinity };
  const improve = (place: Place): boolean => {
    const value = evidence(place);
    if (!(value > best.value)) return false;
    best = { place, value };
    return true;
  };
  const total = grid.length + mostRounds;
  for (const [index, place] of grid.entries()) {
    improve(place);
    yield (index + 1) / total;
  }
  for (let round = 0, halved = 0; halved <= halvings && round < mostRounds; round++) {
    let moved = false;
    for (let axis = 0; axis < 3; axis++) {
      const step = firstSteps[axis]! / 2 ** halved;
      if (improve(moveAlong(best.place, axis, step)) || improve(moveAlong(best.place, axis, -step))) moved = true;
      yield (grid.length + round + axis / 3) / total;
    }
    if (!moved) halved++;
  }
  return { hyperparameters: hyperparametersAt(best.place), logEvidence: best.value };
}

/** ln of evidence times prior as a function of the place; distances are computed once. */
function evidenceAt(rows: StandardisedRows, y: Float64Array): (place: Place) => number {
  const n = rows.z.rows;
  const distances = squaredDistances(rows.z, rows.z);
  const covariance = zeros(n, n);
  const ones = new Float64Array(n).fill(1);
  return (place) => {
    const hyperparameters = hyperparametersAt(place);
    covariances(rows, rows, distances, hyperparameters, covariance);
    const factor = factorWithNoise(covariance, hyperparameters.noise);
    return profileOf(factor, solveLower(factor, ones), y).logEvidence + logPrior(place);
  };
}

function logPrior(place: Place): number {
  return -0.5 * place.reduce((sum, value, axis) => sum + ((value - priorMeans[axis]!) / priorDeviations[axis]!) ** 2, 0);
}

function moveAlong(place: Place, axis: number, step: number): Place {
  const moved: [number, number, number] = [...place];
  moved[axis] = Math.min(highest[axis]!, Math.max(lowest[axis]!, moved[axis]! + step));
  return moved;
}

function hyperparametersAt([length, share, noise]: Place): Hyperparameters {
  return { lengthScale: Math.exp(length), linearShare: 1 / (1 + Math.exp(-share)), noise: Math.exp(noise) };
}
