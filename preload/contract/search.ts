import { z } from 'zod';
import { procedure } from './base.ts';
import { campaignRequest } from './campaign.ts';
import { job } from './job.ts';

/** Where the accuracies of a search come from. */
export const accuracyChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('macs') }),
  /** Estimated ImageNet top-1, fitted to published networks. */
  z.object({ kind: z.literal('published') }),
  /** A score of the untrained networks. */
  z.object({ kind: z.literal('training-free') }),
  /** An ONNX file that predicts accuracies, with a JSON file beside it that says what it takes. */
  z.object({ kind: z.literal('onnx'), path: z.string() }),
  z.object({ kind: z.literal('table'), table: z.string(), column: z.string() }),
  /** An accuracy table that is not imported: a CSV file of this machine. */
  z.object({ kind: z.literal('file'), path: z.string(), column: z.string() }),
]);
export type AccuracyChoice = z.infer<typeof accuracyChoice>;

const searchingAlgorithms = ['auto', 'exhaustive', 'nsga2', 'evolution', 'random'] as const;

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
  /** Latencies on further devices, each an objective with a limit of its own. */
  alsoOn: z
    .array(z.object({ latency: deviceValues, limitMs: z.number().positive().optional() }))
    .max(8)
    .optional(),
  /** Sizes that are objectives as well; activations are what f32 (or int8) holds at once. */
  sizes: z
    .array(z.object({ quantity: z.enum(['macs', 'params', 'activationBytes']), limit: z.number().positive().optional() }))
    .max(3)
    .optional(),
  /** The precision is a choice as well: the same device in int8. Without accuracies of int8 those of f32 are taken, and it is said. */
  int8: z.object({ latency: deviceValues, accuracy: accuracyChoice.optional() }).optional(),
  /** `neural`: a network, trained on the other devices of the table, answers; the usual search is carried out beside it. */
  algorithm: z.enum([...searchingAlgorithms, 'neural']).default('auto'),
  /** Default: 100, and 40 where each candidate takes its time (training-free scores). */
  population: z.int().min(4).max(10_000).optional(),
  /** Default: 100, and 15 where each candidate takes its time; of a network 80 steps of training each. */
  generations: z.int().min(1).max(100_000).optional(),
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
  /** What is kept with it: the verification that it ended, or the fleet that it was the one search for. */
  report: z.enum(['verification', 'fleet']).optional(),
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
  /** The factor within which 90 of 100 measurements lie of the predicted latency; absent: measured, or unknown. */
  within: z.number().optional(),
  /** Absent: the search had no energies. */
  energyMj: z.number().optional(),
  /** On the further devices of the search, in its order. */
  alsoOnMs: z.array(z.number()).optional(),
  activationBytes: z.number().optional(),
  /** Where the precision was a choice. */
  precision: z.enum(['f32', 'int8']).optional(),
});
export type FrontPoint = z.infer<typeof frontPoint>;

export const historyPoint = z.object({
  evaluations: z.int(),
  frontSize: z.int(),
  /** Of the front in log latency and accuracy, from the slowest and least accurate candidate of the first step; it never falls. */
  hypervolume: z.number(),
});
export type HistoryPoint = z.infer<typeof historyPoint>;

/** What a neural optimizer found, beside a search for the same question. */
export const networkComparison = z.object({
  /** Of the search. */
  algorithm: z.string(),
  /** Of the network's front over the search's, by the same predictions; null where the search's front is one point. */
  hypervolumeRatio: z.number().nullable(),
  /** Questions that were asked, a limit each, and the median time that one took. */
  answers: z.int(),
  answerMs: z.number().nullable(),
  searchMs: z.number(),
  /** Of training, once for all devices and limits. */
  trainMs: z.number(),
  /** The devices that it learned from. */
  devices: z.array(z.string()),
});
export type NetworkComparison = z.infer<typeof networkComparison>;

export const searchResult = searchSummary.extend({
  /** What was asked; absent: kept before that was kept, or found for a device of a fleet. */
  request: searchRequest.optional(),
  /** Every candidate that was evaluated (at most 20,000, thinned evenly above that). */
  cloud: z.object({ names: z.array(z.string()), latencyMs: z.array(z.number()), accuracy: z.array(z.number()) }),
  /** Non-dominated candidates by rising latency. */
  front: z.array(frontPoint),
  /** How the front grew, a point a step; thinned evenly above 500. */
  history: z.array(historyPoint).optional(),
  /** Where a neural optimizer answered. */
  comparison: networkComparison.optional(),
});
export type SearchResult = z.infer<typeof searchResult>;

/** Where the time of a candidate goes, estimated from the latencies of others: nobody measured it. */
export const stageTimes = z.object({
  /** In the order of the network, ms; together they are its latency. `lowMs` to `highMs`: 90 %. */
  stages: z.array(z.object({ stage: z.string(), latencyMs: z.number(), lowMs: z.number(), highMs: z.number() })),
  /** By how much such a sum usually misses the latency of a network that it was not fitted to (0.05: 5 %). */
  relativeError: z.number(),
  /** Candidates that it was fitted to. */
  networks: z.int(),
});
export type StageTimes = z.infer<typeof stageTimes>;

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
  driftLimit: true,
  maximumRepeats: true,
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

/** One search on a proxy, for many devices of its table. */
export const fleetRequest = searchRequest
  .omit({ latency: true, energy: true, limitMj: true, alsoOn: true, sizes: true, int8: true })
  .extend({
    algorithm: z.enum(searchingAlgorithms).default('auto'),
    table: z.string(),
    /** The column that the search is on. */
    proxy: z.string(),
    /** The other devices; `all`: every column with enough measurements. */
    targets: z.union([z.literal('all'), z.array(z.string()).min(1)]),
    /** Measurements of each of them that are used, at most; what else is measured judges. */
    samples: z.int().min(3).max(200).default(20),
    /** Of measuring, where it is not known from campaigns. */
    secondsPerArchitecture: z.number().positive().max(1e6).optional(),
    /** Threads; default: one a processor. The result does not depend on it. */
    workers: z.int().min(1).max(64).optional(),
  });
export type FleetRequest = z.input<typeof fleetRequest>;

const rankCorrelation = z.number().nullable();

export const fleetDevice = z.object({
  target: z.string(),
  /** `reuse`: the proxy's ranking as it is; `adapt`: adapted with the device's own measurements. */
  advice: z.enum(['reuse', 'adapt']),
  chosen: z.string(),
  reason: z.string(),
  /** Of the proxy with the samples: by this it is decided. */
  srccProxy: rankCorrelation,
  /** Of proxy and of what was predicted with `rows` measurements that were not used; null where they are too few. */
  heldOut: z.object({ rows: z.int(), proxy: rankCorrelation, predicted: rankCorrelation }).nullable(),
  /** What the samples alone say of the SRCC of what was predicted. */
  certainty: z.object({ expected: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** What was measured on this device and used. */
  samples: z.array(z.object({ name: z.string(), latencyMs: z.number() })),
  secondsPerArchitecture: z.number().nullable(),
  modelId: z.string(),
  /** Its front as a search of its own; null: nothing keeps the limit. */
  searchId: z.string().nullable(),
  front: z.array(frontPoint),
});
export type FleetDevice = z.infer<typeof fleetDevice>;

export const fleetResult = z.object({
  table: z.string(),
  proxy: z.string(),
  /** The one search, without a limit: a limit in milliseconds is of one device. */
  search: searchSummary,
  /** Architectures that were measured on the proxy. */
  proxyMeasurements: z.int(),
  devices: z.array(fleetDevice),
  cost: z.object({
    /** Architectures that were measured on all devices, the proxy included, and if each were measured as the proxy was. */
    measurements: z.int(),
    perDeviceMeasurements: z.int(),
    /** Hours that devices measure; null: how long measuring takes is not known. */
    hours: z.number().nullable(),
    perDeviceHours: z.number().nullable(),
  }),
});
export type FleetResult = z.infer<typeof fleetResult>;

const jobOrSearch = z.union([z.object({ jobId: z.string() }), z.object({ searchId: z.string() })]);

export const searches = {
  /** Runs the search and keeps it; short enough on one device to be answered directly. */
  run: procedure.input(searchRequest).output(searchResult),
  /** The same as a job, whose result is the search's id. Interrupted, the same request goes on where it was. */
  start: procedure.input(searchRequest).output(job),
  /** Searches, measures picks of the front on the device, and searches again with what was measured. */
  verify: procedure.input(verifyRequest).output(job),
  /** What a finished verification found: by its job, or at any time by the search that it ended with, the job's result. */
  verified: procedure.input(jobOrSearch).output(verification),
  /** Searches once, on the proxy, and ranks what was found for every device: a front each. */
  fleet: procedure.input(fleetRequest).output(job),
  /** What a finished search for a fleet found: by its job, or at any time by its one search, the job's result. */
  fleetResult: procedure.input(jobOrSearch).output(fleetResult),
  list: procedure.output(z.array(searchSummary)),
  get: procedure.input(z.object({ searchId: z.string() })).output(searchResult),
  /** Of one of its candidates; null where the others are too few to tell, or of two precisions. */
  stageTimes: procedure.input(z.object({ searchId: z.string(), name: z.string() })).output(stageTimes.nullable()),
};
