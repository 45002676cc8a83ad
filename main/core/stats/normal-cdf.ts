/**
 * Probability that a standard normal deviate is at most `z`, by the approximation 7.1.26 of Abramowitz and Stegun (1964): within 1e-7. z may be
 * infinite; where it is 0/0, as of a certain value at its limit, the answer is 1.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z) || z === Infinity) return 1;
  if (z === -Infinity) return 0;
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const upper = 0.5 * series * Math.exp(-x * x);
  return z > 0 ? 1 - upper : upper;
}
