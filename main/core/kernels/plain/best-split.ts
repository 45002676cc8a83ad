/** Scores are compared without a division first; what comes this near to the best is looked at again. */
const almost = 1 - 2 ** -50;

/** As assembly/best-split.ts; addresses are indices in the memory as doubles, that of `table` in integers. */
export function bestSplit(
  x: Float64Array,
  integers: Int32Array,
  features: number,
  table: number,
  histogram: number,
  gradient: number,
  mass: number,
  radix: number,
  leastMass: number,
  l2: number,
  out: number,
): boolean {
  const inverse = 1 / radix;
  const total = mass + 2 * l2;
  const mostLeft = mass - leastMass;
  let best = (gradient * gradient * l2) / (mass + l2);
  let bound = best * almost;
  let chosen = -1;
  let chosenBin = 0;
  let chosenSum = 0;
  for (let feature = 0; feature < features; feature++) {
    const firstBin = integers[table + 2 * feature]!;
    const last = firstBin + integers[table + 2 * feature + 1]! - 1;
    let sum = 0;
    for (let bin = firstBin; bin < last; bin++) {
      sum += x[histogram + bin]!;
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
  x.set([best, chosen, chosenBin, chosenSum], out);
  return chosen >= 0;
}
