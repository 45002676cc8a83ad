import { z } from 'zod';
import { procedure } from './base.ts';

/** Where the accuracies of a search come from. */
export const accuracyChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('macs') }),
  z.object({ kind: z.literal('table'), table: z.string(), column: z.string() }),
  /** An accuracy table that is not imported: a CSV file of this machine. */
  z.object({ kind: z.literal('file'), path: z.string(), column: z.string() }),
]);
export type AccuracyChoice = z.infer<typeof accuracyChoice>;

export const searchRequest = z.object({
  spaceId: z.string(),
  /** Latencies: a fitted model, or a column of a table (measured values where they exist, a model trained on them elsewhere). */
  latency: z.union([z.object({ modelId: z.string() }), z.object({ table: z.string(), target: z.string() })]),
  accuracy: accuracyChoice.default({ kind: 'macs' }),
  limitMs: z.number().positive().optional(),
  algorithm: z.enum(['auto', 'exhaustive', 'nsga2']).default('auto'),
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
});
export type FrontPoint = z.infer<typeof frontPoint>;

export const searchResult = searchSummary.extend({
  /** Every candidate that was evaluated (at most 20,000, thinned evenly above that). */
  cloud: z.object({ names: z.array(z.string()), latencyMs: z.array(z.number()), accuracy: z.array(z.number()) }),
  /** Non-dominated candidates by rising latency. */
  front: z.array(frontPoint),
});
export type SearchResult = z.infer<typeof searchResult>;

export const searches = {
  /** Runs the search and keeps it; short enough on one device to be answered directly. */
  run: procedure.input(searchRequest).output(searchResult),
  list: procedure.output(z.array(searchSummary)),
  get: procedure.input(z.object({ searchId: z.string() })).output(searchResult),
};
