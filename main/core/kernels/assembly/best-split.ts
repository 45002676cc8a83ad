/** Scores are compared without a division first; what comes this near to the best is looked at again. */
const almost: f64 = 1 - 1 / 1125899906842624.0; // 2⁻⁵⁰

/**
 * The split of a node with the largest d²/(A·B), see predictors/boosting/histograms.ts; of equal ones that of the first feature and bin.
 * `table`: for each feature where its bins begin in `histogram` and how many they are (i32). Writes to `out` score, feature, bin (counted from the
 * histogram's beginning) and the packed sum up to it; returns false where no split gains or leaves both sides `leastMass`.
 */
export function bestSplit(
  features: i32,
  table: usize,
  histogram: usize,
  gradient: f64,
  mass: f64,
  radix: f64,
  leastMass: f64,
  l2: f64,
  out: usize,
): bool {
  const best = (gradient * gradient * l2) / (mass + l2); // below that the node as it is has the better score
  store<f64>(out, best);
  store<f64>(out, -1, 8);
  const inverse = f64x2.splat(1 / radix);
  const radixes = f64x2.splat(radix);
  const gradients = f64x2.splat(gradient);
  const totals = f64x2.splat(mass + 2 * l2);
  const penalties = f64x2.splat(l2);
  const least = f64x2.splat(leastMass);
  const most = f64x2.splat(mass - leastMass);
  let bound = f64x2.splat(best * almost);
  // Two features at a time, one a lane.
  for (let feature = 0; feature < features; feature += 2) {
    const other = min(feature + 1, features - 1);
    const splits = load<i32>(table + (feature << 3), 4) - 1;
    const otherSplits = load<i32>(table + (other << 3), 4) - 1;
    const both = min(splits, otherSplits);
    const end = max(splits, otherSplits);
    let bins = histogram + ((<usize>load<i32>(table + (feature << 3))) << 3);
    let otherBins = histogram + ((<usize>load<i32>(table + (other << 3))) << 3);
    let sums = f64x2.splat(0);
    for (let i = 0; i < end; i++) {
      // A feature without further bins adds nothing: all of its rows are then on the left, which leaves too few on the right.
      const next = i < both ? v128.load64_zero(bins) : i <= splits ? v128.load64_zero(bins) : f64x2.splat(0);
      sums = f64x2.add(sums, i <= otherSplits ? v128.load64_lane(otherBins, next, 1) : next);
      bins += 8;
      otherBins += 8;
      const gradientLeft = f64x2.floor(f64x2.mul(sums, inverse));
      const massLeft = f64x2.sub(sums, f64x2.mul(gradientLeft, radixes));
      const a = f64x2.add(massLeft, penalties);
      const d = f64x2.sub(f64x2.mul(gradientLeft, totals), f64x2.mul(gradients, a));
      const square = f64x2.mul(d, d);
      const product = f64x2.mul(a, f64x2.sub(totals, a));
      const better = f64x2.gt(square, f64x2.mul(bound, product));
      if (i64x2.bitmask(better) === 0) continue;
      const enough = i64x2.bitmask(v128.and(better, v128.and(f64x2.ge(massLeft, least), f64x2.le(massLeft, most))));
      if (enough === 0) continue;
      const scores = f64x2.div(square, product);
      let kept: f64 = 0;
      if (enough & 1) kept = consider(out, f64x2.extract_lane(scores, 0), feature, bins - 8 - histogram, f64x2.extract_lane(sums, 0));
      if (enough & 2) kept = consider(out, f64x2.extract_lane(scores, 1), other, otherBins - 8 - histogram, f64x2.extract_lane(sums, 1));
      bound = f64x2.splat(kept * almost);
    }
  }
  return load<f64>(out, 8) >= 0;
}

/** Keeps a split if it is better than the best so far, or as good and of an earlier feature; returns the best score. */
function consider(out: usize, score: f64, feature: i32, at: usize, sum: f64): f64 {
  const best = load<f64>(out);
  if (score < best || (score === best && feature >= <i32>load<f64>(out, 8))) return best;
  store<f64>(out, score);
  store<f64>(out, feature, 8);
  store<f64>(out, at >> 3, 16);
  store<f64>(out, sum, 24);
  return score;
}
