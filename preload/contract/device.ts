import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { labErrorCode } from './error.ts';

export const precision = z.enum(['f32', 'int8']);
export type Precision = z.infer<typeof precision>;

export const deviceSummary = z.object({
  id: z.string(),
  kind: z.enum(['local', 'adb', 'ssh']),
  name: z.string(),
  state: z.enum(['ready', 'measuring', 'unauthorized', 'offline']),
  detail: z.string(),
  remedy: z.string().optional(),
});
export type DeviceSummary = z.infer<typeof deviceSummary>;

/** null is unknown. */
export const deviceDescription = z.object({
  id: z.string(),
  kind: z.enum(['local', 'adb', 'ssh']),
  name: z.string(),
  processorModel: z.string().nullable(),
  clusters: z.array(
    z.object({
      name: z.string(),
      processors: z.array(z.int()),
      minimumClockKhz: z.number().nullable(),
      maximumClockKhz: z.number().nullable(),
      governor: z.string().nullable(),
    }),
  ),
  memoryBytes: z.number().nullable(),
  operatingSystem: z.string().nullable(),
  abi: z.string().nullable(),
  runtime: z.string(),
  precisions: z.array(precision),
  maximumThreads: z.int(),
  affinity: z.boolean(),
});
export type DeviceDescription = z.infer<typeof deviceDescription>;

export const deviceReadings = z.object({
  atMs: z.number(),
  clocks: z.array(z.object({ processor: z.int(), clockKhz: z.number() })),
  temperatures: z.array(z.object({ name: z.string(), tempC: z.number() })),
  freeMemoryBytes: z.number().nullable(),
  load: z.number().nullable(),
});
export type DeviceReadings = z.infer<typeof deviceReadings>;

export const checkStep = z.object({
  title: z.string(),
  status: z.enum(['running', 'passed', 'failed']),
  detail: z.string(),
  seconds: z.number(),
  failure: z.object({ code: labErrorCode, remedy: z.string() }).optional(),
});
export type CheckStep = z.infer<typeof checkStep>;

const deviceInput = z.object({ deviceId: z.string().min(1) });

export const devices = {
  list: procedure.output(z.array(deviceSummary)),
  describe: procedure.input(deviceInput).output(deviceDescription),
  /** One reading a second until the caller goes away. */
  readings: procedure.input(deviceInput).output(eventIterator(deviceReadings)),
  /** Smoke test: each step first as `running`, then as `passed` or `failed`; stops at the first failure. */
  check: procedure.input(deviceInput).output(eventIterator(checkStep)),
};
