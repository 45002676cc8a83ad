import { z } from 'zod';
import { procedure } from './base.ts';
import { latencyTableChoice } from './signature.ts';

const hours = z.number().min(0).max(1e9);

export const costComparison = z.object({
  /** null: none was given. */
  table: z.string().nullable(),
  /** How long measuring took in the table's campaigns, a column each; empty where there were none. */
  measured: z.array(z.object({ column: z.string(), architectures: z.int(), secondsPerArchitecture: z.number() })),
  /** What is reckoned with: the mean of the columns, or what was given; null, as `architectures` is: the hours of a device were given. */
  secondsPerArchitecture: z.number().nullable(),
  architectures: z.int().nullable(),
  samples: z.int(),
  /** c_L, c_K, c_A and S of the formulas. */
  latencyHours: z.number(),
  adaptationHours: z.number(),
  accuracyHours: z.number(),
  supernetHours: z.number(),
  /** For each number of devices every approach. */
  rows: z.array(
    z.object({
      approach: z.string(),
      formula: z.string(),
      source: z.string(),
      devices: z.int(),
      hours: z.number(),
      /** Of these, hours at which a device measures; null where the publication does not tell them apart. */
      deviceHours: z.number().nullable(),
    }),
  ),
});
export type CostComparison = z.infer<typeof costComparison>;

export const compareInput = z.object({
  /** Whose campaigns tell the pace; not needed where the hours of a device are given. */
  table: latencyTableChoice.optional(),
  /** A number that means “not measured” in a file. */
  missing: z.number().optional(),
  /** Numbers of devices; default: 1, the table's own, 10, 100 and 1000. */
  devices: z.array(z.int().min(1).max(1e9)).min(1).optional(),
  /** Architectures that a device's own predictor is trained on; default: as many as the table has. */
  architectures: z.int().min(1).max(1e9).optional(),
  /** Architectures measured to adapt a proxy's predictor. */
  samples: z.int().min(0).max(1e9).default(20),
  /** Of measuring one device for a predictor of its own (c_L), instead of architectures and pace. */
  latencyHours: hours.optional(),
  /** Default: what the table's campaigns took. */
  secondsPerArchitecture: z.number().gt(0).max(1e6).optional(),
  accuracyHours: hours.default(100),
  supernetHours: hours.default(1200),
});

export const costs = {
  /** Machine-hours of searching for many devices: each on its own as published, or with one proxy. */
  compare: procedure.input(compareInput).output(costComparison),
};
