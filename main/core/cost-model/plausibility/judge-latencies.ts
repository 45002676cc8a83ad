import { type Matrix, matrixFromRows } from '../../linalg/matrix.ts';
import type { Rng } from '../../rng.ts';
import { median } from '../../stats/quantiles.ts';
import { mean } from '../../stats/summary.ts';
import { leftOutErrors } from './left-out-errors.ts';

/** Fewer tell nothing: other devices that have measured a network, and networks of a device that so many others have measured. */
export const fewestOthers = 4;
export const fewestNetworks = 5;

/** Times the typical error, and at least this factor, from which a single latency is implausible. */
const errorLimit = 6;
const leastFactor = 1.5;
/** Share of a device's latencies that may be implausible before all of them are. */
const mostImplausible = 0.25;
/** Times slower than the slowest of the others, or faster than the fastest: a wrong unit is a thousand. */
const levelFactor = 20;
const exchanges = 100;
/** Share of exchanged orders that fit as well from which the order itself says nothing. */
const chanceLimit = 0.1;
/** Latencies that are all alike say nothing in any order; they do no harm either. */
const leastMeanFactor = 1.1;
/** Of a standard deviation, from the median of absolute errors. */
const toDeviation = 1.4826;

export type Judgement =
  /** Too few others have measured the same networks. */
  | { readonly verdict: 'unknown' }
  | { readonly verdict: 'plausible' }
  /** Some latencies, places in the list; `factors`: how far they are from what is predicted. */
  | { readonly verdict: 'some'; readonly places: readonly number[]; readonly factors: readonly number[] }
  /** Everything, and why. */
  | { readonly verdict: 'all'; readonly reason: string };

/** Latencies of one device that can be compared with those of others. */
interface Comparison {
  /** Places of the networks that enough others have measured. */
  readonly places: readonly number[];
  /** ln of the device's latencies there. */
  readonly logs: Float64Array;
  /** [devices, places] */
  readonly others: Matrix;
}

/**
 * Judges a device's latencies, ln [networks], NaN where not measured, by those of others [devices][networks] with the low-rank model of
 * `leftOutErrors`. Implausible as a whole: a level more than 20 times outside the others'; an order of the networks that fits no better than
 * more than a tenth of random exchanges of its values (mean absolute leave-one-out error); more than a quarter of single latencies that are
 * implausible. One is, where its error is beyond six standard deviations (1.4826 times the median absolute error of the device's other latencies, or
 * `typicalError` where that is more) and beyond a factor of 1.5.
 */
export function judgeLatencies(logs: Float64Array, others: readonly Float64Array[], typicalError: number, rng: Rng): Judgement {
  const comparison = compared(logs, others);
  if (comparison === undefined) return { verdict: 'unknown' };
  const { level, otherLevels } = leftOutErrors(comparison.others)(comparison.logs);
  const outside = Math.max(level - Math.max(...otherLevels), Math.min(...otherLevels) - level);
  if (outside > Math.log(levelFactor)) {
    const factor = Math.exp(outside).toPrecision(2);
    return {
      verdict: 'all',
      reason: `${factor} times ${level > 0 ? 'slower than the slowest' : 'faster than the fastest'} of the other devices`,
    };
  }
  const { kept, wrong } = withoutOutliers(comparison, typicalError);
  if (wrong.length > mostImplausible * comparison.places.length)
    return { verdict: 'all', reason: `more than a quarter of the latencies are far from what the other devices predict` };
  const chance = fitByChance(kept, rng);
  if (chance > chanceLimit)
    return { verdict: 'all', reason: `in ${Math.round(100 * chance)} of 100 random orders the latencies fit the other devices as well` };
  if (wrong.length === 0) return { verdict: 'plausible' };
  return { verdict: 'some', places: wrong.map(({ place }) => place), factors: wrong.map(({ error }) => Math.exp(error)) };
}

/** The median over devices of the median absolute leave-one-out error, ln; 0 where none can be judged. */
export function typicalLeftOutError(devices: readonly Float64Array[]): number {
  const errors = devices.flatMap((logs, device) => {
    const comparison = compared(
      logs,
      devices.filter((_, other) => other !== device),
    );
    return comparison === undefined ? [] : [medianError(comparison)];
  });
  return errors.length === 0 ? 0 : median(errors);
}

function compared(logs: Float64Array, others: readonly Float64Array[]): Comparison | undefined {
  const measured = [...logs.keys()].filter((place) => !Number.isNaN(logs[place]));
  // A device with few of the networks tells little of how they go together.
  const near = others.filter((other) => 2 * measured.filter((place) => !Number.isNaN(other[place])).length > measured.length);
  const places = measured.filter((place) => near.filter((other) => !Number.isNaN(other[place])).length >= fewestOthers);
  const known = near.filter((other) => places.some((place) => !Number.isNaN(other[place])));
  if (places.length < fewestNetworks || known.length < fewestOthers) return undefined;
  return {
    places,
    logs: Float64Array.from(places, (place) => logs[place]!),
    others: matrixFromRows(known.map((other) => places.map((place) => other[place]!))),
  };
}

function medianError({ logs, others }: Comparison): number {
  return median(leftOutErrors(others)(logs).errors.map(Math.abs));
}

interface Outlier {
  readonly place: number;
  readonly error: number;
}

/** Takes the worst latency away as long as it is implausible beside the others, which are judged without it. */
function withoutOutliers(comparison: Comparison, typicalError: number): { readonly kept: Comparison; readonly wrong: readonly Outlier[] } {
  let kept = comparison;
  const wrong: Outlier[] = [];
  while (kept.places.length > fewestNetworks && wrong.length <= mostImplausible * comparison.places.length) {
    const { errors } = leftOutErrors(kept.others)(kept.logs);
    const worst = errors.reduce((at, error, place) => (Math.abs(error) > Math.abs(errors[at]!) ? place : at), 0);
    const rest = without(kept, worst);
    const deviation = toDeviation * Math.max(typicalError, medianError(rest));
    if (Math.abs(errors[worst]!) <= Math.max(Math.log(leastFactor), errorLimit * deviation)) break;
    wrong.push({ place: kept.places[worst]!, error: errors[worst]! });
    kept = rest;
  }
  return { kept, wrong };
}

function without({ places, logs, others }: Comparison, left: number): Comparison {
  const keep = [...places.keys()].filter((place) => place !== left);
  return {
    places: keep.map((place) => places[place]!),
    logs: Float64Array.from(keep, (place) => logs[place]!),
    others: matrixFromRows(
      Array.from({ length: others.rows }, (_, device) => keep.map((place) => others.data[device * others.cols + place]!)),
    ),
  };
}

/** Share of random exchanges of the latencies after which they fit the others as well; 0 where the errors are small. */
function fitByChance({ logs, others }: Comparison, rng: Rng): number {
  const errorsOf = leftOutErrors(others);
  const size = (values: Float64Array): number => mean(errorsOf(values).errors.map(Math.abs));
  const own = size(logs);
  if (own < Math.log(leastMeanFactor)) return 0;
  let asGood = 0;
  for (let turn = 0; turn < exchanges; turn++) if (size(Float64Array.from(rng.shuffle([...logs]))) <= own * (1 + 1e-9)) asGood++;
  return asGood / exchanges;
}
