import { z } from 'zod';
import { procedure } from './base.ts';

export const quantity = z.enum(['latency', 'accuracy']);

export const tableSummary = z.object({
  name: z.string(),
  spaceId: z.string(),
  quantity,
  unit: z.string(),
  source: z.string(),
  architectures: z.int(),
  columns: z.array(z.object({ name: z.string(), measured: z.int(), origin: z.enum(['imported', 'measured']) })),
  createdAtMs: z.number(),
});
export type TableSummary = z.infer<typeof tableSummary>;

export const tableData = tableSummary.extend({
  names: z.array(z.string()),
  /** One array a column, in the order of `columns`; null: not measured. */
  values: z.array(z.array(z.number().nullable())),
});
export type TableData = z.infer<typeof tableData>;

const tableInput = z.object({ table: z.string().min(1) });

export const tables = {
  list: procedure.output(z.array(tableSummary)),
  get: procedure.input(tableInput).output(tableData),
  /** Reads a CSV (or .csv.gz) latency or accuracy table: a file of this machine or its content. All or nothing. */
  import: procedure
    .input(
      z.object({
        name: z.string().min(1).max(100),
        spaceId: z.string().min(1),
        quantity: quantity.default('latency'),
        /** A number that means "not measured" in this file. */
        missing: z.number().optional(),
        source: z.union([z.object({ path: z.string() }), z.object({ fileName: z.string(), content: z.instanceof(Blob) })]),
      }),
    )
    .output(tableSummary),
  /** The table as CSV. */
  export: procedure.input(tableInput).output(z.instanceof(Blob)),
  remove: procedure.input(tableInput).output(z.object({})),
};
