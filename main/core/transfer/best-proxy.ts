import { median } from '../stats/quantiles.ts';
import { spearman } from '../stats/spearman.ts';
import { latencyOf, type LatencyTerm } from './latency-formula.ts';
import type { TransferProblem } from './transfer-problem.ts';

/** A source's latencies as they are, brought to the target's height. */
export interface BestProxy {
  readonly name: string;
  /** Of the proxy's latencies with the samples; null where it is not defined. */
  readonly srcc: number | null;
  readonly terms: readonly LatencyTerm[];
  /** [n] */
  readonly latencyMs: Float64Array;
  /** [K] with a factor from the other samples. */
  readonly leaveOneOutMs: Float64Array;
}

/** The source that ranks the samples most as the target does, times the median ratio; undefined where there is no source. */
export function bestProxy(
  { sources, features }: TransferProblem,
  samples: readonly number[],
  latencyMs: Float64Array,
): BestProxy | undefined {
  const { names, matrix, offsets, units } = sources;
  const logOf = (s: number, row: number) => offsets[s]! + units[s]! * matrix.data[row * matrix.cols + s]!;
  const agreements = names.map((_, s) =>
    spearman(
      Float64Array.from(samples, (row) => logOf(s, row)),
      latencyMs,
    ),
  );
  const best = [...names.keys()].sort((a, b) => (agreements[b] ?? -1) - (agreements[a] ?? -1) || a - b)[0];
  if (best === undefined) return undefined;
  const ratios = latencyMs.map((value, i) => Math.log(value) - logOf(best, samples[i]!));
  const factor = median(ratios);
  const term: LatencyTerm = {
    share: 1,
    scale: 'log',
    floorMs: 0,
    constant: factor + offsets[best]!,
    descriptorWeights: new Float64Array(0),
    sourceWeights: units.map((unit, s) => (s === best ? unit : 0)),
    radial: [],
  };
  return {
    name: names[best]!,
    srcc: agreements[best]!,
    terms: [term],
    latencyMs: latencyOf([term], features.inputs),
    leaveOneOutMs: latencyMs.map((_, i) => {
      const others = ratios.filter((__, j) => j !== i);
      return Math.exp((others.length > 0 ? median(others) : factor) + logOf(best, samples[i]!));
    }),
  };
}
