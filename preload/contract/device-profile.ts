import { z } from 'zod';
import { qualityFlag } from './campaign.ts';
import { precision } from './device.ts';

/** What a file of this kind begins with, and the version that this program writes. */
export const deviceProfileFormat = 'proxylab-device-profile';
export const deviceProfileVersion = 1;

/** What a profile may hold at most. */
export const deviceProfileLimits = { bytes: 64 * 2 ** 20, sets: 64, latencies: 100_000, samples: 100_000 } as const;

/** Printable: no control characters, nothing that reorders a line. */
const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^\P{C}+$/u);
const milliseconds = z.number().positive().max(1e9);
const count = z.int().min(0);

const hardware = z.strictObject({
  kind: z.enum(['local', 'adb', 'ssh']),
  processorModel: text(200).nullable(),
  clusters: z
    .array(
      z.strictObject({
        name: text(200),
        processors: z.array(count).max(4096),
        minimumClockKhz: z.number().min(0).nullable(),
        maximumClockKhz: z.number().min(0).nullable(),
        governor: text(100).nullable(),
      }),
    )
    .max(256),
  memoryBytes: z.number().min(0).nullable(),
  operatingSystem: text(200).nullable(),
  abi: text(100).nullable(),
  /** Of a Jetson, for example `25W`. */
  powerMode: text(100).nullable(),
});

const conditions = z.strictObject({
  /** For example `onnxruntime-node 1.30.0`. */
  runtime: text(100),
  precision,
  threads: z.int().min(1).max(4096),
  /** Processors that the runner was held to, rising; empty: not held. */
  affinity: z.array(count).max(4096),
  /** Where the networks' form differs from the space's usual one. */
  resolution: z.int().min(1).max(100_000).nullable(),
  width: z.number().positive().max(100).nullable(),
  variant: text(100).nullable(),
  /** Of a Jetson, for example `25W`. */
  powerMode: text(100).nullable().default(null),
});

const latency = z.strictObject({
  architecture: text(1000),
  medianMs: milliseconds,
  p90Ms: milliseconds,
  minimumMs: milliseconds,
  /** Without the fastest and slowest tenth of the runs. */
  trimmedMeanMs: milliseconds,
  /** Coefficient of variation of the samples (fraction). */
  spread: z.number().min(0),
  runs: z.int().min(1).max(deviceProfileLimits.samples),
  flags: z.array(qualityFlag).max(qualityFlag.options.length),
  clockKhz: z.number().min(0).nullable(),
  tempC: z.number().nullable(),
  measuredAtMs: z.number().min(0),
  /** Raw samples in microseconds, in order; left out where only the summary was passed on. */
  samplesUs: z.array(z.number().positive()).min(1).max(deviceProfileLimits.samples).optional(),
});
export type ProfileLatency = z.infer<typeof latency>;

/** Latencies under one set of conditions. */
const latencySet = z.strictObject({
  spaceId: text(100),
  conditions,
  /** Id of the signature set that is among the latencies, if one is. */
  signatureSet: text(100).nullable(),
  /** By architecture, none of them twice. */
  latencies: z.array(latency).min(1).max(deviceProfileLimits.latencies),
});
export type ProfileSet = z.infer<typeof latencySet>;

/** A device as one lab passes it on to another (`*.profile.json`). Nothing in it tells a person, a network or a single unit of a product. */
export const deviceProfile = z.strictObject({
  format: z.literal(deviceProfileFormat),
  version: z.literal(deviceProfileVersion),
  /** Drawn at random by the lab that measured the device: the same in all its profiles, and nothing else. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  name: text(100),
  hardware,
  provenance: z.strictObject({
    /** Program that measured and wrote it. */
    program: text(100),
    firstMeasuredAtMs: z.number().min(0),
    lastMeasuredAtMs: z.number().min(0),
  }),
  /** One for each space and conditions. */
  sets: z.array(latencySet).min(1).max(deviceProfileLimits.sets),
});
export type DeviceProfile = z.infer<typeof deviceProfile>;
