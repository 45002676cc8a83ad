import { z } from 'zod';
import { procedure } from './base.ts';
import { campaign, campaignRequest } from './campaign.ts';
import { precision } from './device.ts';
import { tableFile } from './table.ts';

/** Where the latencies of one set of conditions stand in the lab. */
export const profileColumn = z.object({
  spaceId: z.string(),
  runtime: z.string(),
  precision,
  threads: z.int(),
  architectures: z.int(),
  signatureSet: z.string().nullable(),
  table: z.string(),
  column: z.string(),
});
export type ProfileColumn = z.infer<typeof profileColumn>;

export const profileSummary = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['local', 'adb', 'ssh']),
  origin: z.enum(['own', 'imported']),
  /** Device of this lab that it is of; null: another lab's. */
  deviceId: z.string().nullable(),
  processorModel: z.string().nullable(),
  operatingSystem: z.string().nullable(),
  columns: z.array(profileColumn),
  changedAtMs: z.number(),
});
export type ProfileSummary = z.infer<typeof profileSummary>;

/** What was not taken over from a profile, and why. Nothing that was there already has been changed. */
export const leftOut = z.object({
  file: z.string(),
  /** broken: cannot be read; foreign: no profile; conflicting: another value is there; implausible: against what other devices predict. */
  reason: z.enum(['broken', 'foreign', 'conflicting', 'implausible']),
  /** Name of the device, where the file could be read. */
  device: z.string().nullable(),
  column: z.string().nullable(),
  /** Latencies concerned, and the first of their architectures. */
  latencies: z.int(),
  architectures: z.array(z.string()),
  detail: z.string(),
});
export type LeftOut = z.infer<typeof leftOut>;

export const importedProfile = z.object({
  profile: profileSummary,
  /** Latencies that are new, and that were known. */
  added: z.int(),
  known: z.int(),
  leftOut: z.array(leftOut),
});
export type ImportedProfile = z.infer<typeof importedProfile>;

export const sharedProfiles = z.object({
  folder: z.string(),
  /** `isNew`: false where the folder had this very profile already. */
  files: z.array(z.object({ file: z.string(), device: z.string(), latencies: z.int(), isNew: z.boolean() })),
  /** Devices without anything to share, and why. */
  skipped: z.array(z.object({ device: z.string(), reason: z.string() })),
});
export type SharedProfiles = z.infer<typeof sharedProfiles>;

export const collectedProfiles = z.object({
  folder: z.string(),
  /** Profiles that could be read. */
  files: z.int(),
  profiles: z.array(z.object({ id: z.string(), device: z.string(), added: z.int(), known: z.int() })),
  leftOut: z.array(leftOut),
  /** Columns that too few others could be compared with; they are taken over. */
  notJudged: z.array(z.string()),
  tables: z.array(z.object({ table: z.string(), spaceId: z.string(), columns: z.int(), architectures: z.int() })),
});
export type CollectedProfiles = z.infer<typeof collectedProfiles>;

/** A signature measurement: how as in a campaign, what by the space's signature set. */
export const profileRequest = campaignRequest
  .omit({ samples: true, architectures: true, networks: true, table: true, column: true, resolution: true })
  .extend({ spaceId: z.string().min(1).default('nas-bench-201') });
export type ProfileRequest = z.input<typeof profileRequest>;

const folderInput = z.object({ folder: z.string().min(1) });

export const profiles = {
  /** This lab's devices and those of imported profiles. */
  list: procedure.output(z.array(profileSummary)),
  /**
   * Measures what the device lacks of the space's signature set, as a campaign; goes on with one that was interrupted. null: nothing is
   * missing.
   */
  measure: procedure.input(profileRequest).output(z.object({ campaign: campaign.nullable() })),
  /** Keeps the profile of a device of this lab, with all that was measured on it. */
  save: procedure.input(z.object({ deviceId: z.string().min(1) })).output(profileSummary),
  /**
   * A profile as a file: of a device of this lab or of an imported profile, by id or name, or of the one device that was measured in a table.
   * Raw samples make the file about a hundred times as large.
   */
  export: procedure
    .input(
      z.union([
        z.object({ device: z.string().min(1), samples: z.boolean().default(false) }),
        z.object({ table: z.string().min(1), samples: z.boolean().default(false) }),
      ]),
    )
    .output(z.instanceof(Blob)),
  /** Makes the device of a profile a column of the lab's table for that space and runtime. */
  import: procedure.input(z.object({ source: tableFile })).output(importedProfile),
  /** Forgets an imported profile; its columns stay in their tables. */
  remove: procedure.input(z.object({ profileId: z.string().min(1) })).output(z.object({})),
  /** Puts the profiles of this lab's devices into a folder that others read; changes no file that is there. */
  share: procedure.input(folderInput).output(sharedProfiles),
  /** Takes all profiles of such a folder into the lab's tables, but for what conflicts or is implausible. */
  collect: procedure.input(folderInput).output(collectedProfiles),
};
