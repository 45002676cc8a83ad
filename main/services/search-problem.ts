import type { FrontPoint } from '../../preload/contract/search.ts';
import type { AccuracySource } from '../core/accuracy/accuracy-source.ts';
import { peakActivationBytes } from '../core/network/activation-memory.ts';
import { networkCost } from '../core/network/cost.ts';
import type { Evaluated, Objective, Problem } from '../core/search/problem.ts';
import type { Architecture, SearchSpace } from '../core/spaces/search-space.ts';
import { withoutPrecision, withPrecision } from '../core/spaces/with-precision.ts';
import type { DeviceSource } from './device-source.ts';

/** What candidates are judged by. */
export interface SearchSources {
  readonly latency: DeviceSource;
  readonly accuracy: AccuracySource;
  readonly energy: DeviceSource | null;
  /** Latencies on further devices. */
  readonly alsoOn?: readonly DeviceSource[];
  /** The same device and accuracies in int8, where the precision is a choice as well. */
  readonly int8?: Pick<SearchSources, 'latency' | 'accuracy'> | undefined;
}

export type Size = 'macs' | 'params' | 'activationBytes';

export interface SearchLimits {
  readonly limitMs?: number | undefined;
  readonly limitMj?: number | undefined;
  /** One for each of the further devices. */
  readonly alsoOn?: readonly { readonly limitMs?: number | undefined }[] | undefined;
  readonly sizes?: readonly { readonly quantity: Size; readonly limit?: number | undefined }[] | undefined;
}

/** An objective, and how it is known. */
interface Criterion extends Objective {
  readonly limit: number | undefined;
  of(candidates: readonly Architecture[]): Float64Array;
}

/** The problem that a search solves, and its candidates as they are shown. Objectives: latency, accuracy, energy, further devices, sizes. */
export function searchProblem(space: SearchSpace, sources: SearchSources, limits: SearchLimits) {
  const { latency, accuracy, energy, alsoOn = [], int8 } = sources;
  const searched = int8 ? withPrecision(space) : space;
  const { sizes = [] } = limits;
  const inner = (candidates: readonly Architecture[]): readonly Architecture[] =>
    int8 ? candidates.map((one) => withoutPrecision(one).architecture) : candidates;
  const byPrecision =
    (f32: (some: readonly Architecture[]) => Float64Array, other?: typeof f32) => (candidates: readonly Architecture[]) =>
      int8 && other ? inEachPrecision(candidates, f32, other) : f32(inner(candidates));
  const least = (name: string, unit: string, limit: number | undefined, of: Criterion['of']): Criterion => ({
    name,
    unit,
    direction: 'minimise',
    limit,
    of,
  });
  const criteria: readonly Criterion[] = [
    least(
      'latency',
      'ms',
      limits.limitMs,
      byPrecision((some) => latency.of(some).values, int8 && ((some) => int8.latency.of(some).values)),
    ),
    {
      name: 'accuracy',
      unit: '',
      direction: 'maximise',
      limit: undefined,
      of: byPrecision((some) => accuracy.score(space, some), int8 && ((some) => int8.accuracy.score(space, some))),
    },
    ...(energy ? [least('energy', 'mJ', limits.limitMj, (some) => energy.of(inner(some)).values)] : []),
    ...alsoOn.map((device, i) =>
      least(`latency on ${device.target}`, 'ms', limits.alsoOn?.[i]?.limitMs, (some) => device.of(inner(some)).values),
    ),
    ...sizes.map(({ quantity, limit }) => least(quantity, '', limit, sizeCounter(searched, quantity))),
  ];
  const width = criteria.length;
  const problem: Problem = {
    space: searched,
    objectives: criteria,
    limits: criteria.map(({ limit }) => limit),
    evaluate(candidates) {
      // Accuracies first: they may have to be prepared.
      const scores = criteria[1]!.of(candidates);
      const columns = criteria.map(({ of }, j) => (j === 1 ? scores : of(candidates)));
      return Float64Array.from({ length: width * candidates.length }, (_, i) => columns[i % width]![Math.floor(i / width)]!);
    },
  };

  function pointOf(candidate: Evaluated): FrontPoint {
    const further = candidate.values.slice(2);
    const energyMj = energy ? further.shift() : undefined;
    const alsoOnMs = further.splice(0, alsoOn.length);
    const memory = further[sizes.findIndex(({ quantity }) => quantity === 'activationBytes')];
    const { architecture, precision } = int8
      ? withoutPrecision(candidate.architecture)
      : { architecture: candidate.architecture, precision: undefined };
    const device = precision === 'int8' ? int8!.latency : latency;
    return {
      ...frontPoint(space, { ...candidate, architecture }, knowledgeOf(device, architecture)),
      ...(energyMj !== undefined && { energyMj }),
      ...(alsoOnMs.length > 0 && { alsoOnMs }),
      ...(memory !== undefined && { activationBytes: memory }),
      ...(precision && { precision }),
    };
  }
  return { problem, pointOf };
}

/** A point of a front by its latency and accuracy, as it is shown. */
export function frontPoint(space: SearchSpace, { architecture, values }: Evaluated, knowledge: Knowledge): FrontPoint {
  const { macs, params } = networkCost(space.network(architecture));
  return { name: space.print(architecture), latencyMs: values[0]!, accuracy: values[1]!, macs, params, ...knowledge };
}

/** How a device's latency is known. */
type Knowledge = Pick<FrontPoint, 'measured' | 'within'>;

export function knowledgeOf(device: DeviceSource, architecture: Architecture): Knowledge {
  return device.of([architecture]).measured[0]! ? { measured: true } : predictedWithin(device.within(architecture));
}

export function predictedWithin(factor: number | null): Knowledge {
  return factor === null ? { measured: false } : { measured: false, within: factor };
}

/** Values of candidates with a precision, each from its own source. */
function inEachPrecision(
  candidates: readonly Architecture[],
  f32: (some: readonly Architecture[]) => Float64Array,
  int8: (some: readonly Architecture[]) => Float64Array,
): Float64Array {
  const split = candidates.map(withoutPrecision);
  const of = (wanted: string) => split.filter(({ precision }) => precision === wanted).map(({ architecture }) => architecture);
  const [inF32, inInt8] = [f32(of('f32')), int8(of('int8'))];
  let [f, i] = [0, 0];
  return Float64Array.from(split, ({ precision }) => (precision === 'f32' ? inF32[f++]! : inInt8[i++]!));
}

/** Of what really runs; each different network is built once. */
function sizeCounter(space: SearchSpace, quantity: Size): Criterion['of'] {
  const known = new Map<string, number>();
  return (candidates) =>
    Float64Array.from(candidates, (candidate) => {
      const key = space.networkKey(candidate);
      const network = () => space.network(candidate);
      const bytes = space.genes.at(-1)!.kind === 'precision' && candidate.at(-1) === 1 ? 1 : 4;
      const size =
        known.get(key) ?? (quantity === 'activationBytes' ? peakActivationBytes(network(), bytes) : networkCost(network())[quantity]);
      known.set(key, size);
      return size;
    });
}
