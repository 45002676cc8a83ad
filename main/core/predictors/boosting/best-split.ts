import type { BinnedFeature } from './binned-rows.ts';

/** Sums of a node's packed gradients. */
export interface NodeSums {
  readonly gradient: number;
  readonly mass: number;
}

export interface SplitRules {
  /** Packing.radix of the gradients. */
  readonly radix: number;
  /** What a child must hold. */
  readonly leastMass: number;
  /** L2 penalty on leaf values, in units of mass. */
  readonly l2: number;
}

/** Rows go left whose bin of `feature` is at most `bin`. */
export interface Split {
  /** Index among the features that were asked for. */
  readonly feature: number;
  /** The last bin on the left side that holds rows, and the first on the right. */
  readonly bin: number;
  readonly nextBin: number;
  readonly left: NodeSums;
}

/** Scores are compared without a division first; what comes this near to the best is looked at again. */
const almost = 1 - 2 ** -50;

/**
 * The split with the largest G_L²/(M_L + λ) + G_R²/(M_R + λ) (Chen and Guestrin, XGBoost, KDD 2016, equation 7), the first of equals; undefined where
 * none gains or leaves both children enough.
 *
 * With A = M_L + λ, B = M_R + λ and T = A + B that sum is (d²/(A·B) + G²)/T for d = G_L·T − G·A, so the largest d²/(A·B) is looked for. Without a
 * penalty d is an integer below 2⁵³: splits that are equally good score the same to the last bit, and one that gains nothing scores 0.
 */
export function bestSplit(
  histogram: Float64Array,
  node: NodeSums,
  features: readonly BinnedFeature[],
  { radix, leastMass, l2 }: SplitRules,
): Split | undefined {
  const inverse = 1 / radix;
  const { gradient, mass } = node;
  const mostLeft = mass - leastMass;
  const total = mass + 2 * l2;
  let best = (gradient * gradient * l2) / (mass + l2); // below that the node as it is has the better score
  let bound = best * almost;
  let chosen = -1;
  let chosenBin = 0;
  let chosenSum = 0;
  for (let feature = 0; feature < features.length; feature++) {
    const { firstBin, smallest } = features[feature]!;
    const last = firstBin + smallest.length - 1;
    let sum = 0;
    for (let bin = firstBin; bin < last; bin++) {
      sum += histogram[bin]!;
      const gradientLeft = Math.floor(sum * inverse);
      const massLeft = sum - gradientLeft * radix;
      if (massLeft < leastMass) continue;
      if (massLeft > mostLeft) break;
      const a = massLeft + l2;
      const d = gradientLeft * total - gradient * a;
      const square = d * d;
      const product = a * (total - a);
      if (square <= bound * product) continue;
      const score = square / product;
      if (score <= best) continue;
      best = score;
      bound = best * almost;
      chosen = feature;
      chosenBin = bin;
      chosenSum = sum;
    }
  }
  if (chosen < 0) return undefined;
  const { firstBin } = features[chosen]!;
  let next = chosenBin + 1;
  while (histogram[next] === 0) next++;
  const gradientLeft = Math.floor(chosenSum * inverse);
  return {
    feature: chosen,
    bin: chosenBin - firstBin,
    nextBin: next - firstBin,
    left: { gradient: gradientLeft, mass: chosenSum - gradientLeft * radix },
  };
}
