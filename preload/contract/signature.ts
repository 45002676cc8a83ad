import { z } from 'zod';
import { procedure } from './base.ts';
import { tableFile } from './table.ts';

/** A latency table of the lab by its name, or a file. */
export const latencyTableChoice = z.union([z.object({ table: z.string().min(1) }), tableFile]);
export type LatencyTableChoice = z.infer<typeof latencyTableChoice>;

export const signatureMethod = z.enum(['random', 'mutual-information', 'spearman', 'greedy']);
export type SignatureMethod = z.infer<typeof signatureMethod>;

export const signatureSet = z.object({
  table: z.string(),
  method: signatureMethod,
  seed: z.int(),
  /** Devices whose latencies it was chosen by. */
  devices: z.int(),
  /** Networks that it was chosen among: of a large table a random part. */
  candidates: z.int(),
  /** The most telling first. */
  networks: z.array(z.string()),
});
export type SignatureSet = z.infer<typeof signatureSet>;

export const signatures = {
  /** Chooses the networks by which devices are told apart; a job while it lasts. */
  select: procedure
    .input(
      z.object({
        table: latencyTableChoice,
        size: z.int().min(1).max(1000),
        method: signatureMethod.default('greedy'),
        /** Columns to choose by; default: all. */
        devices: z.array(z.string()).min(1).optional(),
        /** A number that means “not measured” in a file. */
        missing: z.number().optional(),
        seed: z.int().default(1),
      }),
    )
    .output(signatureSet),
};
