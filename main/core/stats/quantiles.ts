/** Quantiles of `values` at `probabilities` in [0, 1], interpolated linearly between order statistics (type 7, as numpy and R do). */
export function quantiles(values: ArrayLike<number>, probabilities: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return probabilities.map((probability) => quantileOfSorted(sorted, probability));
}

/** One quantile, see `quantiles`. */
export function quantile(values: ArrayLike<number>, probability: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), probability);
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** As `quantile`, of values that are already in rising order. Throws on an empty list. */
export function quantileOfSorted(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) throw new RangeError('an empty list has no quantile');
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`${probability} is not a probability`);
  const position = probability * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const share = position - below;
  // Interpolating from the nearer side keeps the result monotone in the probability; equal ends stay exact, infinite ones too.
  if (low === high || share === 0) return low;
  return share < 0.5 ? low + share * (high - low) : high - (1 - share) * (high - low);
}
