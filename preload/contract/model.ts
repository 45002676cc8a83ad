import { z } from 'zod';
import { procedure } from './base.ts';

export const modelSummary = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  spaceId: z.string(),
  objective: z.enum(['latency', 'accuracy']),
  unit: z.string(),
  table: z.string(),
  /** Device (column) whose latencies it predicts. */
  target: z.string(),
  /** Proxy that it was adapted from; null: trained on the target itself. */
  proxy: z.string().nullable(),
  trainedOn: z.int(),
  createdAtMs: z.number(),
});
export type ModelSummary = z.infer<typeof modelSummary>;

/** Rank agreement of predictions with the target's own latencies. */
export const adaptation = z.object({
  model: modelSummary,
  proxy: z.string(),
  target: z.string(),
  method: z.string(),
  /** What was measured on the target and used. */
  samples: z.array(z.string()),
  /** Chosen strength of the penalty. */
  lambda: z.number(),
  /** Residual of the optimality (KKT) conditions, relative. */
  kktResidual: z.number(),
  /** On architectures that the adaptation did not see; null where too few are left. */
  srccProxy: z.number().nullable(),
  srccHeldOut: z.number().nullable(),
  heldOut: z.int(),
  /** What to do according to the gate on the samples: the proxy as it is, or the adapted predictor. */
  advice: z.enum(['reuse', 'adapt']),
});
export type Adaptation = z.infer<typeof adaptation>;

export const models = {
  list: procedure.output(z.array(modelSummary)),
  train: procedure
    .input(
      z.object({
        table: z.string(),
        device: z.string(),
        predictor: z.enum(['ridge']).default('ridge'),
        name: z.string().min(1).max(100).optional(),
      }),
    )
    .output(modelSummary),
  adapt: procedure
    .input(
      z.object({
        table: z.string(),
        proxy: z.string(),
        target: z.string(),
        samples: z.int().min(3).max(100_000).default(20),
        method: z.enum(['adaproxy', 'adaproxy-loo']).default('adaproxy-loo'),
        seed: z.int().default(1),
        name: z.string().min(1).max(100).optional(),
      }),
    )
    .output(adaptation),
  predict: procedure
    .input(z.object({ modelId: z.string(), architectures: z.array(z.string()).min(1).max(1_000_000) }))
    .output(z.object({ unit: z.string(), values: z.array(z.number()) })),
  /** The model as versioned JSON. */
  export: procedure.input(z.object({ modelId: z.string() })).output(z.instanceof(Blob)),
  /** Reads a model file that `export` wrote. */
  import: procedure.input(z.object({ content: z.string() })).output(modelSummary),
};
