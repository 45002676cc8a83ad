import { z } from 'zod';
import { procedure } from './base.ts';
import { job } from './job.ts';
import { tableFile } from './table.ts';

/** A latency table of the lab by its name, or a file. */
export const evaluationTable = z.union([z.object({ table: z.string().min(1) }), tableFile]);
export type EvaluationTable = z.infer<typeof evaluationTable>;

export const transferMethod = z.enum(['auto', 'none', 'ridge-counts', 'adaproxy', 'adaproxy-loo', 'gp', 'gp-no-source', 'ensemble']);
export type TransferMethod = z.infer<typeof transferMethod>;

const score = z.number().nullable();

/** Figures of one method; null where one is not defined. Shares and `mape` are fractions. */
const transferFigures = z.object({
  /** Rank correlation over all architectures, measured ones included. */
  srcc: score,
  /** Without the measured ones; so are `r2`, `rmseMs`, `mape` and `coverage`. */
  srccHeldOut: score,
  /** Of the best proxy as it is. */
  srccProxy: score,
  r2: score,
  rmseMs: score,
  mape: score,
  /** Share of latencies within the 90 % intervals that the method states. */
  coverage: score,
  fitMs: score,
});

export const transferRow = z.object({
  target: z.string(),
  samples: z.int(),
  method: z.string(),
  seed: z.int(),
  /** What `auto` chose, or which proxy was taken. */
  chosen: z.string().optional(),
  /** Present where every source is taken alone. */
  source: z.string().optional(),
  ...transferFigures.shape,
});
export type TransferRow = z.infer<typeof transferRow>;

export const transferSummary = z.object({
  method: z.string(),
  samples: z.int(),
  /** Over targets, of each target's mean. */
  mean: transferFigures,
  /** The worst target's. */
  worst: transferFigures,
});
export type TransferSummary = z.infer<typeof transferSummary>;

export const transferReport = z.object({
  rows: z.array(transferRow),
  summary: z.array(transferSummary),
  /** Other methods on the same samples. */
  baselines: z.array(transferRow),
  baselineSummary: z.array(transferSummary),
  /** Form of the networks that the architectures were described as; null where the space has but one. */
  variant: z.string().nullable(),
});
export type TransferReport = z.infer<typeof transferReport>;

const devices = z.union([z.literal('all'), z.array(z.string()).min(1)]).default('all');

export const transferRequest = z.object({
  table: evaluationTable,
  /** Of the architectures of a file; a table of the lab knows its own. */
  spaceId: z.string().optional(),
  /** Form of the networks that were measured; default: the space's own. */
  variant: z.string().optional(),
  /** A number that means “not measured” in a file. */
  missing: z.number().optional(),
  sources: devices,
  targets: devices,
  /** Takes every source alone instead of all together. */
  eachSource: z.boolean().default(false),
  /** Numbers of measurements on the target. */
  samples: z.array(z.int().min(1)).min(1).max(100).default([20]),
  /** Architectures that each source has measured; default: all. */
  sourceSamples: z.int().min(3).optional(),
  /** Sources with this SRCC to the target, or more, are left out. */
  excludeSimilar: z.number().min(-1).max(1).optional(),
  /** CSV `device,group`: sources of the target's group are left out. */
  groups: tableFile.optional(),
  /** Standard deviation of multiplicative noise on the target's samples; with any, 5 % of them are 1.5 times too slow as well. */
  noise: z.number().min(0).max(1).default(0),
  method: transferMethod.default('auto'),
  /** Default: `gp-no-source` and `none`; `none` where every source is taken alone. */
  baselines: z.array(transferMethod).optional(),
  select: z.enum(['ivr', 'random']).default('ivr'),
  /** Seeds 1 … n. */
  seeds: z.int().min(1).max(1000).default(3),
  /** Threads; default: one a processor. The result does not depend on it. */
  workers: z.int().min(1).max(64).optional(),
});
export type TransferRequest = z.input<typeof transferRequest>;

const jobInput = z.object({ jobId: z.string() });

/** How well methods do on devices that were measured already. Evaluations are jobs; their reports are kept until the lab is closed, the last few of them. */
export const evaluations = {
  /** Predicts every target from a few of its latencies and from other devices. */
  transfer: procedure.input(transferRequest).output(job),
  /** What a finished job found; `not-found` while it runs. */
  transferReport: procedure.input(jobInput).output(transferReport),
};
