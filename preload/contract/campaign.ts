import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { precision, runtimeKind } from './device.ts';
import { labErrorData } from './error.ts';
import { networkSource } from './space.ts';

export const qualityFlag = z.enum(['high-spread', 'anchor-drift', 'interrupted', 'hot']);
export type QualityFlag = z.infer<typeof qualityFlag>;

export const campaignState = z.enum(['running', 'paused', 'finished', 'cancelled', 'failed']);

/** What a person chooses; everything has a sound default but the device and the space. */
export const campaignRequest = z.object({
  deviceId: z.string().min(1),
  spaceId: z.string().min(1),
  /** Either a sample size or the names themselves. */
  samples: z.int().min(1).max(100_000).optional(),
  architectures: z.array(z.string()).min(1).max(100_000).optional(),
  /** Or files, in the space `custom`: measured as they are; ONNX in the precision that they have, TensorFlow Lite for benchmark_model. */
  networks: z.array(networkSource).min(1).max(1000).optional(),
  /** Latency table that the medians go to; made if new. Default: a name from space and date. */
  table: z.string().min(1).max(100).optional(),
  /** Column; default: device, precision and threads. */
  column: z.string().min(1).max(100).optional(),
  precision: precision.default('f32'),
  runtime: runtimeKind.default('onnxruntime'),
  /**
   * With the runtime `custom`: a program on the device and its arguments, with the places `{plan}` and `{journal}`; for benchmark_model `{model}`
   * and, where wanted, `{threads}`, `{warmup}`, `{runs}`.
   */
  customCommand: z.string().min(1).max(2000).optional(),
  /** What that program writes. */
  customOutput: z.enum(['json-lines', 'benchmark-model']).default('json-lines'),
  threads: z.int().min(1).max(256).default(1),
  /** Processors to hold the runner to; empty: the system chooses; absent: the fastest ones of a device whose processors differ. */
  affinity: z.array(z.int().min(0).max(4095)).optional(),
  resolution: z.int().min(8).max(2048).optional(),
  warmup: z.int().min(0).max(1000).default(10),
  runs: z.int().min(1).max(100_000).default(50),
  minimumMs: z.number().min(0).max(600_000).default(1000),
  maximumMs: z.number().min(1).max(3_600_000).default(20_000),
  blocks: z.int().min(1).max(100).default(5),
  driftLimit: z.number().gt(0).default(0.05),
  maximumRepeats: z.int().min(0).max(10).default(1),
  seed: z.int().default(1),
  /** Where the device is in use: waits for its turn instead of being refused. */
  waitForDevice: z.boolean().default(false),
});
export type CampaignRequest = z.input<typeof campaignRequest>;

export const blockProgress = z.object({
  block: z.int(),
  repeat: z.int(),
  done: z.int(),
  total: z.int(),
  /** Relative change of the anchor within the block so far; null before its second measurement. */
  anchorDrift: z.number().nullable(),
  state: z.enum(['waiting', 'running', 'accepted', 'repeated']),
});
export type BlockProgress = z.infer<typeof blockProgress>;

/** Temperature and clock as the campaign itself reads them: before and after each block, and while it waits for the device to cool. */
export const campaignConditions = z.object({
  atMs: z.number(),
  tempC: z.number().nullable(),
  /** Measuring begins below it. */
  limitC: z.number(),
  clockKhz: z.number().nullable(),
  /** Why it has to wait, in words; null: it has not. */
  obstacle: z.string().nullable(),
});
export type CampaignConditions = z.infer<typeof campaignConditions>;

/** What keeps a campaign from measuring; it goes on by itself as soon as that is over. */
export const campaignWaiting = z.discriminatedUnion('what', [
  z.object({ what: z.literal('cooling'), now: campaignConditions }),
  /** Others are before it on its device; place 1: it is the next. */
  z.object({ what: z.literal('turn'), place: z.int() }),
  z.object({ what: z.literal('device'), error: labErrorData.extend({ message: z.string() }) }),
]);

export const campaign = z.object({
  id: z.string(),
  jobId: z.string().nullable(),
  deviceId: z.string(),
  deviceName: z.string(),
  spaceId: z.string(),
  /** Files of the networks, where they come from files. */
  networks: z.array(z.object({ name: z.string(), fileName: z.string() })),
  table: z.string(),
  column: z.string(),
  runtime: z.string(),
  precision,
  threads: z.int(),
  affinity: z.array(z.int()),
  /** Of a Jetson. */
  powerMode: z.string().optional(),
  warmup: z.int(),
  runs: z.int(),
  seed: z.int(),
  state: campaignState,
  /** What it does or waits for. */
  message: z.string(),
  waiting: campaignWaiting.nullable(),
  /** Networks that could not be measured, and why; the first hundred. */
  failures: z.array(z.object({ architecture: z.string(), stage: z.string(), message: z.string() })),
  /** Architectures with an accepted measurement, and all of them. */
  done: z.int(),
  total: z.int(),
  etaSeconds: z.number().nullable(),
  blocks: z.array(blockProgress),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
});
export type Campaign = z.infer<typeof campaign>;

export const measurement = z.object({
  architecture: z.string(),
  isAnchor: z.boolean(),
  block: z.int(),
  repeat: z.int(),
  position: z.int(),
  medianMs: z.number(),
  p90Ms: z.number(),
  minimumMs: z.number(),
  /** Coefficient of variation of the samples (fraction). */
  spread: z.number(),
  flags: z.array(qualityFlag),
  /** Raw samples, in order. */
  samplesMs: z.array(z.number()),
  /** Median processor time and the sum of involuntary context switches; null where the runtime does not tell. */
  cpuMs: z.number().nullable(),
  involuntarySwitches: z.int().nullable(),
  clockKhz: z.number().nullable(),
  tempC: z.number().nullable(),
  /** Of one run, without what the device draws at rest; absent: not measured. */
  energyMj: z.number().optional(),
  measuredAtMs: z.number(),
});
export type Measurement = z.infer<typeof measurement>;

export const campaignEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('campaign'), campaign }),
  z.object({ type: z.literal('measurement'), measurement }),
  z.object({ type: z.literal('conditions'), conditions: campaignConditions }),
]);
export type CampaignEvent = z.infer<typeof campaignEvent>;

const campaignInput = z.object({ campaignId: z.string().min(1) });

export const campaigns = {
  start: procedure.input(campaignRequest).output(campaign),
  list: procedure.output(z.array(campaign)),
  get: procedure.input(campaignInput).output(campaign),
  measurements: procedure.input(campaignInput).output(z.array(measurement)),
  /** The campaign as it is with the conditions since this lab was opened, then its changes and each measurement as it is committed; ends when the campaign does. */
  watch: procedure.input(campaignInput).output(eventIterator(campaignEvent)),
  pause: procedure.input(campaignInput).output(campaign),
  /** Goes on where it stopped: after a pause, a crash or a pulled cable. */
  resume: procedure.input(campaignInput).output(campaign),
  cancel: procedure.input(campaignInput).output(campaign),
  /** Every measurement with its conditions and raw samples, as CSV. */
  export: procedure.input(campaignInput).output(z.instanceof(Blob)),
};
