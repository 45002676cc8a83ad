import { z } from 'zod';
import { procedure } from './base.ts';
import { campaignState, measurement } from './campaign.ts';
import { precision } from './device.ts';
import { quantity } from './table.ts';

/** What the lab keeps, and a person may name, tag and remove. */
export const libraryKind = z.enum(['table', 'profile', 'model', 'cost-model', 'search', 'campaign']);
export type LibraryKind = z.infer<typeof libraryKind>;

/** One of them; a table's id is its name. */
export const librarySubject = z.object({ kind: libraryKind, id: z.string().min(1) });
export type LibrarySubject = z.infer<typeof librarySubject>;

export const libraryLabel = librarySubject.extend({
  /** null: it goes by what it is. */
  name: z.string().nullable(),
  tags: z.array(z.string()),
});
export type LibraryLabel = z.infer<typeof libraryLabel>;

const conditions = z.object({
  deviceId: z.string(),
  deviceName: z.string(),
  runtime: z.string(),
  precision,
  threads: z.int(),
  /** Empty: not held. */
  affinity: z.array(z.int()),
  resolution: z.number().nullable(),
  powerMode: z.string().nullable(),
});

/** How a campaign that filled a column went. */
export const campaignOrigin = z.object({
  campaignId: z.string(),
  state: campaignState,
  /** Measurements of architectures and of the anchor that count; null times: there are none. */
  measurements: z.int(),
  firstAtMs: z.number().nullable(),
  lastAtMs: z.number().nullable(),
  /** Raw runs that are kept. */
  runs: z.int(),
  lowestTempC: z.number().nullable(),
  highestTempC: z.number().nullable(),
  lowestClockKhz: z.number().nullable(),
  highestClockKhz: z.number().nullable(),
  /** The largest of the accepted blocks. */
  anchorDrift: z.number().nullable(),
  driftLimit: z.number(),
  blocks: z.int(),
  /** Blocks that were measured again, and networks that could not be measured. */
  repeatedBlocks: z.int(),
  failures: z.int(),
});
export type CampaignOrigin = z.infer<typeof campaignOrigin>;

/** Where the numbers of a column come from. */
export const columnOrigin = z.object({
  table: z.string(),
  column: z.string(),
  quantity,
  unit: z.string(),
  measured: z.int(),
  origin: z.enum(['imported', 'measured']),
  /** File or publication of an imported table. */
  source: z.string(),
  createdAtMs: z.number(),
  /** null: imported, and nothing is told. */
  conditions: conditions.nullable(),
  /** The imported profile that it is of. */
  profile: z.object({ id: z.string(), name: z.string(), program: z.string() }).nullable(),
  /** The latest first. */
  campaigns: z.array(campaignOrigin),
});
export type ColumnOrigin = z.infer<typeof columnOrigin>;

/** Where one number comes from. */
export const pointOrigin = z.object({
  architecture: z.string(),
  /** As it stands in the table; null: not measured. */
  value: z.number().nullable(),
  /** In this lab, the latest first; `accepted`: not of a block that was measured again. */
  measurements: z.array(measurement.extend({ campaignId: z.string(), accepted: z.boolean() })),
  /** As an imported profile tells it. */
  profiled: z
    .object({
      measuredAtMs: z.number(),
      runs: z.int(),
      p90Ms: z.number(),
      spread: z.number(),
      clockKhz: z.number().nullable(),
      tempC: z.number().nullable(),
    })
    .nullable(),
});
export type PointOrigin = z.infer<typeof pointOrigin>;

const columnInput = z.object({ table: z.string().min(1), column: z.string().min(1) });
const name = z.string().trim().min(1).max(100);
const tag = z.string().trim().min(1).max(40);

export const library = {
  /** Names and tags that a person gave; what has neither is left out. */
  labels: procedure.output(z.array(libraryLabel)),
  /** A table is renamed wherever campaigns, models and searches name it; answers with the id by which it is found from now on. */
  rename: procedure.input(librarySubject.extend({ name })).output(librarySubject),
  /** Puts tags in the place of those that it has. */
  tag: procedure.input(librarySubject.extend({ tags: z.array(tag).max(20) })).output(libraryLabel),
  /** For good, with its label. What others made of it stays. */
  remove: procedure.input(librarySubject).output(z.object({})),
  column: procedure.input(columnInput).output(columnOrigin),
  point: procedure.input(columnInput.extend({ architecture: z.string().min(1) })).output(pointOrigin),
};
