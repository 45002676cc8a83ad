import { z } from 'zod';
import { procedure } from './base.ts';
import { precision } from './device.ts';
import { job } from './job.ts';
import { frontPoint } from './search.ts';

/** This computer in one setting, taken for a device of its own. */
const demoDevice = z.object({ column: z.string(), precision, threads: z.int() });

/** What a demo found; every number in it stands in the lab's tables as well. */
export const demoSummary = z.object({
  quick: z.boolean(),
  seed: z.int(),
  spaceId: z.string(),
  table: z.string(),
  /** Settings tried twice on a few architectures: how alike they rank them to the proxy, and to themselves. */
  settings: z.array(demoDevice.extend({ srccToProxy: z.number().nullable(), srccToItself: z.number().nullable() })),
  proxy: demoDevice,
  target: demoDevice,
  architectures: z.array(z.string()),
  /** Architectures measured on the target for the adaptation. */
  samples: z.array(z.string()),
  heldOut: z.int(),
  srccProxy: z.number().nullable(),
  srccAdapted: z.number().nullable(),
  searchId: z.string(),
  accuracyTitle: z.string(),
  accuracyStatement: z.string(),
  front: z.array(frontPoint),
  /** Picks of the front measured on the target afterwards. */
  verified: z.array(z.object({ name: z.string(), predictedMs: z.number(), measuredMs: z.number() })),
  campaigns: z.array(z.string()),
  seconds: z.number(),
  reportPath: z.string(),
});
export type DemoSummary = z.infer<typeof demoSummary>;

export const demo = {
  /** The whole job on this computer as two devices; the job's `result` is the report's path. */
  start: procedure.input(z.object({ quick: z.boolean().default(false), seed: z.int().default(1) })).output(job),
  /** What the last demo of this lab found; `not-found` before the first. */
  summary: procedure.output(demoSummary),
};
