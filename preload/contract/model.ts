import { z } from 'zod';
import { procedure } from './base.ts';
import { quantity } from './table.ts';

/** Predictors that can be trained on a table. */
export const trainablePredictor = z.enum(['ridge', 'boosting', 'gp', 'mlp']);
export type TrainablePredictor = z.infer<typeof trainablePredictor>;

/** How well predictions agree with measured values; null where a score is not defined. */
export const regressionScores = z.object({
  r2: z.number().nullable(),
  /** In the model's unit. */
  rmse: z.number(),
  /** Mean relative error, a fraction. */
  mape: z.number().nullable(),
  srcc: z.number().nullable(),
});
export type RegressionScores = z.infer<typeof regressionScores>;

/** Scores of models of the same kind on architectures that they were not fitted to. */
export const heldOutScores = z.object({
  rows: z.int(),
  scores: regressionScores,
  /** On the same architectures: the mean of the others, and ridge regression. */
  baselines: z.object({ constant: regressionScores, ridge: regressionScores }),
});
export type HeldOutScores = z.infer<typeof heldOutScores>;

export const modelSummary = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  spaceId: z.string(),
  objective: quantity,
  unit: z.string(),
  table: z.string(),
  /** Device (column) whose values it predicts. */
  target: z.string(),
  /** Proxy that it was adapted from; null: trained on the target itself. */
  proxy: z.string().nullable(),
  trainedOn: z.int(),
  /** null: nothing was held out. */
  heldOut: heldOutScores.nullable().default(null),
  createdAtMs: z.number(),
});
export type ModelSummary = z.infer<typeof modelSummary>;

export const models = {
  list: procedure.output(z.array(modelSummary)),
  /** Scores the predictor on held-out architectures, then fits it to all; a job while it lasts. */
  train: procedure
    .input(
      z.object({
        table: z.string(),
        device: z.string(),
        predictor: trainablePredictor.default('ridge'),
        /** What the table must hold; default: whatever it does. */
        objective: quantity.optional(),
        /** Of what is held out, and of what is random in the fit. */
        seed: z.int().default(1),
        name: z.string().min(1).max(100).optional(),
      }),
    )
    .output(modelSummary),
  predict: procedure
    .input(z.object({ modelId: z.string(), architectures: z.array(z.string()).min(1).max(1_000_000) }))
    .output(z.object({ unit: z.string(), values: z.array(z.number()) })),
  /** The model as versioned JSON. */
  export: procedure.input(z.object({ modelId: z.string() })).output(z.instanceof(Blob)),
  /** Reads a model file that `export` wrote. */
  import: procedure.input(z.object({ content: z.string() })).output(modelSummary),
};
