import type { CostModelDetail } from '../../../preload/contract/cost-model.ts';
import type { BandPoint } from '../../charts/band-curves.tsx';

type CurvePoint = CostModelDetail['curve'][number];

/** Median and 10 to 90 % range of the folds' values for each size of the signature. */
export function bandPoints(curve: readonly CurvePoint[], values: (point: CurvePoint) => readonly number[], scale = 1): BandPoint[] {
  return curve.flatMap((point) => {
    const sorted = values(point).toSorted((a, b) => a - b);
    if (sorted.length === 0) return [];
    const at = (share: number): number => scale * quantile(sorted, share);
    return [{ at: point.size, middle: at(0.5), low: at(0.1), high: at(0.9) }];
  });
}

function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below]!;
  return low + ((sorted[below + 1] ?? low) - low) * (position - below);
}
