/** Channel counts as MobileNets round them: to the nearest multiple of `divisor`, at least one, and never below 90 % of `value`. */
export function makeDivisible(value: number, divisor = 8): number {
  const rounded = Math.max(divisor, Math.floor((value + divisor / 2) / divisor) * divisor);
  return rounded < 0.9 * value ? rounded + divisor : rounded;
}
