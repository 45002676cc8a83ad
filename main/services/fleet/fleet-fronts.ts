import { randomUUID } from 'node:crypto';
import type { FleetDevice, FrontPoint, SearchResult } from '../../../preload/contract/search.ts';
import { brand, type ModelId, type SearchId } from '../../core/brand.ts';
import { loadPredictor } from '../../core/predictors/load-predictor.ts';
import { nonDominatedFront } from '../../core/search/non-dominated-front.ts';
import type { Architecture, SearchSpace } from '../../core/spaces/search-space.ts';
import { findSpace } from '../../core/spaces/spaces.ts';
import type { SearchContext } from '../perform-search.ts';
import { largestCloud } from '../run-search.ts';
import { frontPoint, predictedWithin } from '../search-problem.ts';
import { keepModelOnce, predictedFactor } from '../stored-model.ts';
import type { FleetResultOfTarget } from './fleet-task.ts';

/** Candidates of every device. */
export interface RatedNames {
  readonly names: readonly string[];
  /** [names], NaN where not known. */
  readonly accuracy: Float64Array;
}

interface FleetQuestion {
  readonly table: string;
  readonly proxy: string;
  readonly limitMs?: number | undefined;
}

/** Keeps each device's model and front. */
export function frontKeeper(
  { store, clock }: Pick<SearchContext, 'store' | 'clock'>,
  request: FleetQuestion,
  search: SearchResult,
  { names, accuracy }: RatedNames,
) {
  const space = findSpace(search.spaceId);
  const { table, proxy, limitMs } = request;
  const candidates = [...names.keys()].filter((i) => !Number.isNaN(accuracy[i]!));
  const cloudRows = candidates.filter((_, i) => i % Math.ceil(candidates.length / largestCloud) === 0);
  return (target: string, learned: FleetResultOfTarget, secondsPerArchitecture: number | null): FleetDevice => {
    const { samples, latencyMs, variant, encoding, predictor, ...about } = learned;
    const measured = new Set(samples);
    const usable = { space, encoding, variant, predictor: loadPredictor(predictor) };
    const within = (architecture: Architecture): number | null => predictedFactor(usable, architecture);
    const front = frontOf(space, candidates, { names, accuracy, latencyMs, measured, within, limitMs });
    const model = keepModelOnce(store.models, clock(), {
      name: `${proxy} → ${target}`,
      spaceId: space.id,
      encoding,
      variant,
      objective: 'latency',
      unit: 'ms',
      table,
      target,
      proxy,
      trainedOn: samples.length,
      heldOut: null,
      predictor,
    });
    const id = brand<SearchId>(`search-${randomUUID().slice(0, 8)}`);
    const { cloud: _cloud, front: _front, history: _history, request: _request, comparison: _comparison, ...summary } = search;
    if (front.length > 0)
      store.searches.add(
        {
          ...summary,
          id,
          spaceId: space.id,
          target,
          modelId: brand<ModelId>(model.id),
          limitMs: limitMs ?? null,
          candidates: candidates.length,
          frontSize: front.length,
          createdAtMs: clock(),
        },
        {
          cloud: {
            names: cloudRows.map((i) => names[i]!),
            latencyMs: cloudRows.map((i) => latencyMs[i]!),
            accuracy: cloudRows.map((i) => accuracy[i]!),
          },
          front,
        },
      );
    return {
      target,
      ...about,
      samples: samples.map((i) => ({ name: names[i]!, latencyMs: latencyMs[i]! })),
      secondsPerArchitecture,
      modelId: model.id,
      searchId: front.length > 0 ? id : null,
      front,
    };
  };
}

interface RankedCandidates extends RatedNames {
  readonly latencyMs: Float64Array;
  readonly measured: ReadonlySet<number>;
  within(architecture: Architecture): number | null;
  readonly limitMs: number | undefined;
}

/** By rising latency, one of each network: the measured one where there is one. */
function frontOf(
  space: SearchSpace,
  candidates: readonly number[],
  { names, accuracy, latencyMs, measured, within, limitMs = Infinity }: RankedCandidates,
): FrontPoint[] {
  const rows = candidates.filter((i) => latencyMs[i]! <= limitMs);
  const values = Float64Array.from(rows.flatMap((i) => [latencyMs[i]!, accuracy[i]!]));
  const points = Array.from(nonDominatedFront(values, ['minimise', 'maximise']), (at) => {
    const i = rows[at]!;
    const architecture = space.parse(names[i]!);
    const knowledge = measured.has(i) ? { measured: true } : predictedWithin(within(architecture));
    return frontPoint(space, { architecture, values: [latencyMs[i]!, accuracy[i]!] }, knowledge);
  });
  const networks = Map.groupBy(points, ({ name }) => space.networkKey(space.parse(name)));
  return [...networks.values()].map((same) => same.find((point) => point.measured) ?? same[0]!);
}
