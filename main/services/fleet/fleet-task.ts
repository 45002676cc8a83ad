import type { PredictorJson } from '../../core/predictors/predictor.ts';
import { Fleet, type FleetOptions, type FleetTarget } from '../../core/search/fleet.ts';
import { findSpace } from '../../core/spaces/spaces.ts';
import { inferVariant } from '../../core/transfer/infer-variant.ts';
import { population } from '../../core/transfer/population.ts';
import type { ModelEncoding } from '../../formats/model-file.ts';
import type { WorkerTask } from '../../jobs/worker-task.ts';

/** Candidates and what is known of them, as the thread gets it. */
export interface FleetWork {
  readonly spaceId: string;
  readonly names: readonly string[];
  readonly proxy: string;
  /** [names] of the proxy, measured or predicted. */
  readonly proxyMs: Float64Array;
  /** Device → [names] milliseconds, NaN where not measured. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly options: FleetOptions;
}

/** What comes back: a model is copied as its JSON. */
export interface FleetResultOfTarget extends Omit<FleetTarget, 'saved' | 'belief'> {
  /** [names] milliseconds, the samples as measured. */
  readonly latencyMs: Float64Array;
  readonly variant: string | null;
  readonly encoding: ModelEncoding;
  readonly predictor: PredictorJson;
}

interface FleetFunctions {
  readonly learn: (target: string) => FleetResultOfTarget;
  readonly [name: string]: (unit: never) => unknown;
}

/** What is to be learned of a fleet, a device a unit. */
export const fleetTask: WorkerTask<FleetWork, FleetFunctions> = {
  name: 'fleet',
  prepare({ spaceId, names, proxy, proxyMs, columns, options }) {
    const space = findSpace(spaceId);
    const architectures = names.map((name) => space.parse(name));
    const variant = inferVariant(space, architectures, columns);
    const described = population(space, architectures, variant === null ? {} : { variant });
    const fleet = new Fleet(described, { name: proxy, latencyMs: proxyMs }, options);
    return {
      learn(target) {
        const { saved, belief, ...about } = fleet.learn(target, columns.get(target)!);
        return { ...about, latencyMs: belief.latencyMs, variant, encoding: saved.encoding, predictor: saved.predictor.toJSON() };
      },
    };
  },
};
