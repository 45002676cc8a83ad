import { z } from 'zod';
import { procedure } from './base.ts';
import { campaignRequest } from './campaign.ts';
import { transferMethod } from './evaluation.ts';
import { job } from './job.ts';
import { modelSummary } from './model.ts';

const score = z.number().nullable();

const predictedArchitecture = z.object({
  name: z.string(),
  predictedMs: z.number(),
  /** Standard deviation of a measurement; null where the method states none. */
  deviationMs: z.number().nullable(),
});

/** A proxy's ranking, adapted to a target with some of the target's latencies, and what is known of it. */
export const adaptation = z.object({
  model: modelSummary,
  proxy: z.string(),
  target: z.string(),
  method: transferMethod,
  /** What `auto` chose, or how the method was carried out, and why. */
  chosen: z.string(),
  reason: z.string(),
  /** Of AdaProxy alone: strength of its penalty, and the relative residual of its optimality (KKT) conditions. */
  lambda: score,
  kktResidual: score,
  /** What was measured on the target and used. */
  samples: z.array(z.object({ name: z.string(), latencyMs: z.number() })),
  /** Measured architectures that were not used; SRCC and mean relative error on them, null where they are too few. */
  heldOut: z.int(),
  srccProxy: score,
  srccHeldOut: score,
  /** Of a model that knows no source. */
  srccNoSource: score,
  meanError: score,
  /** Of those that were not used, 500 at most, evenly thinned. */
  unseen: z.array(predictedArchitecture.extend({ measuredMs: z.number() })),
  /** Expected SRCC and its 90 % interval, from the samples alone; null: the method has no intervals. */
  certainty: z.object({ expected: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** What the gate says of the proxy as it is, on the samples. */
  advice: z.enum(['reuse', 'adapt']),
  /** What to measure next, the most informative first. */
  next: z.array(
    predictedArchitecture.extend({
      /** Share of the open architectures that are no more certain. */
      uncertaintyShare: z.number(),
      /** How far apart the sources rank it, a share of all ranks. */
      disagreement: z.number(),
    }),
  ),
  /** SRCC of each source with the samples. */
  agreements: z.array(z.object({ name: z.string(), srcc: score })),
});
export type Adaptation = z.infer<typeof adaptation>;

const adaptationInput = z.object({
  table: z.string(),
  proxy: z.string(),
  target: z.string(),
  /** Devices to learn from besides the proxy; default: all others of the table. */
  sources: z.union([z.literal('all'), z.array(z.string())]).default('all'),
  method: transferMethod.default('auto'),
  seed: z.int().default(1),
  name: z.string().min(1).max(100).optional(),
});

const conditions = campaignRequest.pick({
  precision: true,
  threads: true,
  affinity: true,
  resolution: true,
  warmup: true,
  runs: true,
  minimumMs: true,
  driftLimit: true,
  maximumRepeats: true,
});

export const measuringInput = adaptationInput.extend({
  deviceId: z.string(),
  /** Stops once the lower bound of SRCC is as high as this. */
  until: z.number().min(0).max(1).default(0.9),
  /** Measured architectures of the target at most, those that it has already included. */
  most: z.int().min(3).max(10_000).default(70),
  /** Measured at a time. */
  step: z.int().min(1).max(1000).default(5),
  /** How, as in a campaign. */
  ...conditions.shape,
});
export type MeasuringRequest = z.input<typeof measuringInput>;

/** From a proxy to a target. */
export const adaptations = {
  /** With latencies that the table has. A job while it lasts; its model is kept. */
  run: procedure
    .input(
      adaptationInput.extend({
        /** How many of the target's latencies to use; the others judge. Default: all. */
        samples: z.int().min(3).max(100_000).optional(),
        select: z.enum(['ivr', 'random']).default('ivr'),
        proposals: z.int().min(0).max(1000).default(20),
      }),
    )
    .output(adaptation),
  /** Measures the most informative architectures on a device until the ranking is sure enough; go on by starting it again. */
  measure: procedure.input(measuringInput).output(job),
  /** Of a job of `measure` that has ended. */
  measured: procedure.input(z.object({ jobId: z.string() })).output(adaptation),
};
