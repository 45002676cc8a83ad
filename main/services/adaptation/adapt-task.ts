import type { AdaptationRecord, AdaptedPredictor } from '../../core/predictors/adapted-predictor.ts';
import type { Predictor, PredictorJson } from '../../core/predictors/predictor.ts';
import { findSpace } from '../../core/spaces/spaces.ts';
import { type AdaptedTarget, type AdaptRequest, adaptToTarget, firstSamples } from '../../core/transfer/adapt-to-target.ts';
import { inferVariant } from '../../core/transfer/infer-variant.ts';
import { population } from '../../core/transfer/population.ts';
import type { ModelEncoding } from '../../formats/model-file.ts';
import type { WorkerTask } from '../../jobs/worker-task.ts';

/** A table as the thread gets it. */
export interface AdaptWork {
  readonly spaceId: string;
  readonly names: readonly string[];
  /** Device → [names] milliseconds, NaN where not measured. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

/** What comes back: a model is copied as its JSON. */
export interface AdaptResult extends Omit<AdaptedTarget, 'saved'> {
  /** Form of the networks; null: the space has but one. */
  readonly variant: string | null;
  readonly encoding: ModelEncoding;
  readonly predictor: PredictorJson;
  /** Of AdaProxy: see `AdaptationRecord`. */
  readonly record: AdaptationRecord | null;
}

export interface FirstSamplesRequest {
  readonly sources: readonly string[];
  readonly target: string;
  readonly count: number;
  readonly seed: number;
}

interface AdaptFunctions {
  readonly adapt: (request: AdaptRequest) => AdaptResult;
  /** Rows to begin with where too few are measured to adapt. */
  readonly first: (request: FirstSamplesRequest) => readonly number[];
  readonly [name: string]: (unit: never) => unknown;
}

/** Adaptation of a proxy: seconds of work on a large table, so a thread does it. */
export const adaptTask: WorkerTask<AdaptWork, AdaptFunctions> = {
  name: 'adapt',
  prepare({ spaceId, names, columns }) {
    const space = findSpace(spaceId);
    const architectures = names.map((name) => space.parse(name));
    const variant = inferVariant(space, architectures, columns);
    const described = population(space, architectures, variant === null ? {} : { variant });
    return {
      adapt(request) {
        const { saved, ...adapted } = adaptToTarget(described, columns, request);
        const { encoding, predictor } = saved;
        return { ...adapted, variant, encoding, predictor: predictor.toJSON(), record: isAdapted(predictor) ? predictor.adaptation : null };
      },
      first({ sources, target, count, seed }) {
        const truth = columns.get(target);
        const measured = truth ? described.candidates.filter((row) => truth[row]! > 0) : [];
        return firstSamples(described, columns, { sources, measured, count, seed });
      },
    };
  },
};

function isAdapted(predictor: Predictor): predictor is AdaptedPredictor {
  return predictor.kind === 'adaproxy';
}
