import type { MonotonicityMatrix, PairAdvice } from '../../../preload/contract/monotonicity.ts';

/** The pair that proxy `a` and target `b` name, in that order; the first two devices where they name none. null: fewer than two devices. */
export function pairOf(matrix: MonotonicityMatrix, a: string | null, b: string | null): PairAdvice | null {
  const known = (name: string | null): name is string => name !== null && matrix.devices.includes(name);
  const target = known(b) ? b : matrix.devices.find((device) => device !== a && device !== matrix.devices[0]);
  const proxy = known(a) && a !== target ? a : matrix.devices.find((device) => device !== target);
  if (target === undefined || proxy === undefined) return null;
  const found = matrix.pairs.find((pair) => (pair.a === proxy && pair.b === target) || (pair.a === target && pair.b === proxy));
  return found === undefined ? null : { ...found, a: proxy, b: target };
}
