import { z } from 'zod';
import { procedure } from './base.ts';
import { job } from './job.ts';
import { latencyTableChoice, signatureMethod } from './signature.ts';
import { tableFile } from './table.ts';
import { type TransferMethod, transferMethods } from './transfer-methods.ts';

export const transferMethod = z.enum(transferMethods);
export type { TransferMethod };

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
  table: latencyTableChoice,
  /** Of the architectures of a file; a table of the lab knows its own. */
  spaceId: z.string().optional(),
  /** Form of the networks that were measured; default: the one that explains the latencies best. */
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

export const costModelMethod = z.enum(['auto', 'gaussian', 'log-ratio', 'boosting', 'scalar']);
export type CostModelMethod = z.infer<typeof costModelMethod>;

/** Figures of one method; null where one is not defined. Shares and `mape` are fractions. */
const costModelFigures = z.object({
  /** Over all measurements of all test devices together. */
  r2: score,
  rmseMs: score,
  mape: score,
  /** Means over the test devices. */
  r2PerDevice: score,
  spearmanPerDevice: score,
  /** Share of latencies within the 90 % intervals that the method states. */
  coverage: score,
  fitMs: score,
});

/** One repetition: its devices were split into those to train on and those to test. */
export const costModelRow = z.object({
  target: z.literal('pooled'),
  /** Measurements on a test device: the size of the signature set. */
  samples: z.int(),
  method: z.string(),
  seed: z.int(),
  chosen: z.string().optional(),
  reason: z.string().optional(),
  trainingDevices: z.int(),
  testDevices: z.int(),
  /** Networks that are scored: not those of the signature set. */
  networks: z.int(),
  ...costModelFigures.shape,
});
export type CostModelRow = z.infer<typeof costModelRow>;

export const costModelSummary = z.object({
  method: z.string(),
  samples: z.int(),
  /** Over the repetitions; a figure that none of them has is missing. */
  mean: costModelFigures.partial(),
  /** Of the worst repetition, figure by figure. */
  worst: costModelFigures.partial(),
});
export type CostModelSummary = z.infer<typeof costModelSummary>;

export const costModelReport = z.object({
  rows: z.array(costModelRow),
  summary: z.array(costModelSummary),
  /** The scalar model, and where devices contribute a model of each test device alone. */
  baselines: z.array(costModelRow),
  baselineSummary: z.array(costModelSummary),
  /** Networks of the table that are not scored because their layers are not known. */
  withoutLayers: z.array(z.string()),
});
export type CostModelReport = z.infer<typeof costModelReport>;

export const costModelRequest = z.object({
  /** Latencies; rows are named by network ids. */
  table: tableFile,
  /** Layers of the networks, one JSON object a line. */
  networks: tableFile,
  /** A number that means “not measured” in the table. */
  missing: z.number().optional(),
  signatureSize: z.int().min(1),
  select: signatureMethod.default('greedy'),
  method: costModelMethod.default('auto'),
  /** Share of the devices to train on, or the names of those to test. */
  split: z.union([z.number().gt(0).lt(1), z.object({ testDevices: z.array(z.string()).min(1) })]).default(0.7),
  /** Trains on so many devices at most. */
  trainingDevices: z.int().min(1).optional(),
  /** CSV `device,group`: devices of one group are never on both sides of a split. */
  groups: tableFile.optional(),
  /** So many networks are unknown to the training devices, and scored alone; 0: the known ones are. */
  holdoutNetworks: z.int().min(0).default(0),
  /** Each training device has the signature set and this share of the other networks. */
  contribute: z.number().gt(0).max(1).optional(),
  /** Seeds 1 … n, each with a split of its own. */
  seeds: z.int().min(1).max(1000).default(5),
  /** Threads; default: one a processor. The result does not depend on it. */
  workers: z.int().min(1).max(64).optional(),
});
export type CostModelRequest = z.input<typeof costModelRequest>;

export const searchMethod = z.enum(['auto', 'fleet', 'neural', 'none', 'adaproxy', 'own']);
export type SearchMethod = z.infer<typeof searchMethod>;

/** Figures of one method; null where one is not defined. Shares are fractions. */
const searchFigures = z.object({
  /** Of what was found over that of the true front, in log latency and accuracy. */
  hypervolumeRatio: score,
  /** Share of ten latency limits whose pick is at most 5 % too slow and at most 0.5 percentage points less accurate than the best. */
  match: score,
  /** Share of the limits whose pick is more than 5 % too slow. */
  infeasible: score,
  /** Accuracy that the other picks lack, percentage points. */
  lossPp: score,
  /** Rank correlation of the latencies that the search worked with. */
  srcc: score,
  /** On the target, in all. */
  measurements: score,
  fitMs: score,
});

export const searchRow = z.object({
  target: z.string(),
  samples: z.int(),
  method: z.string(),
  seed: z.int(),
  chosen: z.string().optional(),
  ...searchFigures.shape,
});
export type SearchRow = z.infer<typeof searchRow>;

export const searchEvaluationSummary = z.object({
  method: z.string(),
  samples: z.int(),
  /** Over targets, of each target's mean. */
  mean: searchFigures,
  /** The worst target's. */
  worst: searchFigures,
});
export type SearchEvaluationSummary = z.infer<typeof searchEvaluationSummary>;

export const searchReport = z.object({
  rows: z.array(searchRow),
  summary: z.array(searchEvaluationSummary),
  /** Other methods on the same targets and seeds. */
  baselines: z.array(searchRow),
  baselineSummary: z.array(searchEvaluationSummary),
  /** Architectures with an accuracy, of those in the latency table. */
  accuracies: z.int(),
  variant: z.string().nullable(),
});
export type SearchReport = z.infer<typeof searchReport>;

export const searchEvaluationRequest = transferRequest
  .pick({
    table: true,
    spaceId: true,
    variant: true,
    missing: true,
    sources: true,
    targets: true,
    groups: true,
    samples: true,
    seeds: true,
    workers: true,
  })
  .extend({
    /** Accuracies in %, by architecture. */
    accuracy: latencyTableChoice,
    accuracyColumn: z.string(),
    /** Rounds in which picks are measured, and picked again. */
    verify: z.int().min(0).max(2).default(0),
    method: searchMethod.default('auto'),
    /** Default: `own` and `none`. */
    baselines: z.array(searchMethod).optional(),
  });
export type SearchEvaluationRequest = z.input<typeof searchEvaluationRequest>;

const jobInput = z.object({ jobId: z.string() });

/** How well methods do on devices that were measured already. Evaluations are jobs; their reports are kept until the lab is closed, the last few of them. */
export const evaluations = {
  /** Predicts every target from a few of its latencies and from other devices. */
  transfer: procedure.input(transferRequest).output(job),
  /** Predicts networks on devices of which only a signature set is known. */
  costModel: procedure.input(costModelRequest).output(job),
  /** Searches on every target as if only a few of its latencies were known, and scores what is found by all of them. */
  search: procedure.input(searchEvaluationRequest).output(job),
  /** What a finished job found; `not-found` while it runs. */
  transferReport: procedure.input(jobInput).output(transferReport),
  costModelReport: procedure.input(jobInput).output(costModelReport),
  searchReport: procedure.input(jobInput).output(searchReport),
};
