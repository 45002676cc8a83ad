import type { TransferReport, TransferRow } from '../../../preload/contract/evaluation.ts';

/** Mean and range of a figure over repeats with different samples. */
export interface RepeatedFigure {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** Of one method: SRCC on unseen architectures after so many samples. */
export type RepeatedCurve = readonly (RepeatedFigure & { readonly at: number })[];

export interface Repeats {
  readonly seeds: number;
  readonly adapted: RepeatedCurve;
  readonly noSource: RepeatedCurve;
  readonly adaproxy: RepeatedCurve;
  /** Of the source that agrees best with the samples, as it is. */
  readonly bestSource: RepeatedCurve;
  /** Share of latencies within the 90 % intervals of the method, after so many samples; none where it states none. */
  readonly coverage: RepeatedCurve;
}

/** What an evaluation of one target says of each method. */
export function repeatsOf({ rows, baselines }: Pick<TransferReport, 'rows' | 'baselines'>): Repeats {
  const [first] = rows;
  const baseline = (method: string): RepeatedCurve =>
    curveOf(first?.method === method ? rows : baselines.filter((row) => row.method === method), 'srccHeldOut');
  return {
    seeds: new Set(rows.map(({ seed }) => seed)).size,
    adapted: curveOf(rows, 'srccHeldOut'),
    noSource: baseline('gp-no-source'),
    adaproxy: baseline('adaproxy'),
    bestSource: baseline('none'),
    coverage: curveOf(rows, 'coverage'),
  };
}

function curveOf(rows: readonly TransferRow[], figure: 'srccHeldOut' | 'coverage'): RepeatedCurve {
  const sizes = [...new Set(rows.map(({ samples }) => samples))].toSorted((a, b) => a - b);
  return sizes.flatMap((at) => {
    const values = rows.flatMap((row) => (row.samples === at && row[figure] !== null ? [row[figure]] : []));
    if (values.length === 0) return [];
    return [
      { at, middle: values.reduce((sum, value) => sum + value, 0) / values.length, low: Math.min(...values), high: Math.max(...values) },
    ];
  });
}

export function pointAt(curve: RepeatedCurve, samples: number): RepeatedFigure | null {
  return curve.find(({ at }) => at === samples) ?? null;
}
