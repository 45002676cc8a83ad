import { z } from 'zod';
import { procedure } from './base.ts';
import { campaignRequest } from './campaign.ts';
import { job } from './job.ts';

/** Where the accuracies of a search come from. */
export const accuracyChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('macs') }),
  /** Estimated ImageNet top-1, fitted to published networks. */
  z.object({ kind: z.literal('published') }),
  z.object({ kind: z.literal('table'), table: z.string(), column: z.string() }),
  /** An accuracy table that is not imported: a CSV file of this machine. */
  z.object({ kind: z.literal('file'), path: z.string(), column: z.string() }),
]);
export type AccuracyChoice = z.infer<typeof accuracyChoice>;

/** Values of one device: a fitted model, or a column of a table (measured values where they exist, a model trained on them elsewhere). */
const deviceValues = z.union([z.object({ modelId: z.string() }), z.object({ table: z.string(), target: z.string() })]);

export const searchRequest = z.object({
  spaceId: z.string(),
  latency: deviceValues,
  /** With energies, they are a third objective. */
  energy: deviceValues.optional(),
  accuracy: accuracyChoice.default({ kind: 'macs' }),
  limitMs: z.number().positive().optional(),
  limitMj: z.number().positive().optional(),
  algorithm: z.enum(['auto', 'exhaustive', 'nsga2', 'evolution', 'random']).default('auto'),
  population: z.int().min(4).max(10_000).default(100),
  generations: z.int().min(1).max(100_000).default(100),
  seed: z.int().default(1),
});
export type SearchRequest = z.input<typeof searchRequest>;

export const searchSummary = z.object({
  id: z.string(),
  spaceId: z.string(),
  table: z.string().nullable(),
  target: z.string(),
  modelId: z.string().nullable(),
  algorithm: z.string(),
  accuracy: accuracyChoice,
  accuracyTitle: z.string(),
  accuracyStatement: z.string(),
  accuracyMeasured: z.boolean(),
  limitMs: z.number().nullable(),
  candidates: z.int(),
  frontSize: z.int(),
  createdAtMs: z.number(),
});
export type SearchSummary = z.infer<typeof searchSummary>;

export const frontPoint = z.object({
  name: z.string(),
  latencyMs: z.number(),
  accuracy: z.number(),
  /** Of what really runs: parts that reach no output are not counted. */
  macs: z.number(),
  params: z.number(),
  /** Whether the latency was measured on the target or predicted. */
  measured: z.boolean(),
  /** Absent: the search had no energies. */
  energyMj: z.number().optional(),
});
export type FrontPoint = z.infer<typeof frontPoint>;

export const historyPoint = z.object({
  evaluations: z.int(),
  frontSize: z.int(),
  /** Of the front in log latency and accuracy, from the slowest and least accurate candidate of the first step; it never falls. */
  hypervolume: z.number(),
});
export type HistoryPoint = z.infer<typeof historyPoint>;

export const searchResult = searchSummary.extend({
  /** Every candidate that was evaluated (at most 20,000, thinned evenly above that). */
  cloud: z.object({ names: z.array(z.string()), latencyMs: z.array(z.number()), accuracy: z.array(z.number()) }),
  /** Non-dominated candidates by rising latency. */
  front: z.array(frontPoint),
  /** How the front grew, a point a step; thinned evenly above 500. */
  history: z.array(historyPoint).optional(),
});
export type SearchResult = z.infer<typeof searchResult>;

/** How picks of a search are measured. */
const measuring = campaignRequest.pick({
  deviceId: true,
  precision: true,
  threads: true,
  affinity: true,
  resolution: true,
  warmup: true,
  runs: true,
  minimumMs: true,
  maximumMs: true,
});

export const verifyRequest = z.object({
  search: searchRequest,
  measuring,
  /** Picks to measure, at most. */
  most: z.int().min(1).max(100).default(10),
});
export type VerifyRequest = z.input<typeof verifyRequest>;

export const verification = z.object({
  /** What was picked by predictions, and by rising latency what became of it. */
  picks: z.array(
    z.object({
      name: z.string(),
      predictedMs: z.number(),
      /** null: it could not be measured. */
      measuredMs: z.number().nullable(),
      /** Whether it is still on the front, now that it is measured. */
      stays: z.boolean(),
    }),
  ),
  /** The search before, and again with what was measured. */
  before: searchResult,
  after: searchResult,
});
export type Verification = z.infer<typeof verification>;

export const searches = {
  /** Runs the search and keeps it; short enough on one device to be answered directly. */
  run: procedure.input(searchRequest).output(searchResult),
  /** The same as a job, whose result is the search's id. Interrupted, the same request goes on where it was. */
  start: procedure.input(searchRequest).output(job),
  /** Searches, measures picks of the front on the device, and searches again with what was measured. */
  verify: procedure.input(verifyRequest).output(job),
  /** What a finished verification found. */
  verified: procedure.input(z.object({ jobId: z.string() })).output(verification),
  list: procedure.output(z.array(searchSummary)),
  get: procedure.input(z.object({ searchId: z.string() })).output(searchResult),
};
