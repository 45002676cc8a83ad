import { z } from 'zod';
import { procedure } from './base.ts';

export const quantity = z.enum(['latency', 'energy', 'accuracy']);
export type Quantity = z.infer<typeof quantity>;

/** Files that tables are read from: our own CSV, and those that published data come in. */
export const tableFormat = z.enum(['csv', 'oneproxy', 'help', 'eagle', 'hw-nas-bench', 'nn-meter', 'nn-meter-bench', 'cost-model']);
export type TableFormat = z.infer<typeof tableFormat>;

/** A file of the machine that the lab runs on, or its content. */
export const tableFile = z.union([z.object({ path: z.string() }), z.object({ fileName: z.string(), content: z.instanceof(Blob) })]);
export type TableFile = z.infer<typeof tableFile>;

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
  /** Reads a table of latencies, energies or accuracies: CSV, or a published file that is recognised by its content; gzipped or not. All or nothing. */
  import: procedure
    .input(
      z.object({
        name: z.string().min(1).max(100),
        spaceId: z.string().min(1),
        quantity: quantity.default('latency'),
        /** A number that means "not measured" in this file. */
        missing: z.number().optional(),
        source: tableFile,
        /** Default: recognised by the content. */
        format: tableFormat.optional(),
        /** For files that hold values only: the architectures in their order, one name a line, OneProxy's encode.pickle, HELP's metainfo.pt or ofa_archs.pt. */
        order: tableFile.optional(),
        /** Name of the column, where the file has one column and no name for it; default: the file's name. */
        column: z.string().min(1).max(100).optional(),
        /** Layers of the networks, one JSON object a line, for the space `layered`; networks without layers stay in the table. */
        layers: tableFile.optional(),
      }),
    )
    .output(tableSummary),
  /** The table that comes with the program, imported where it is not there yet. */
  importSample: procedure.output(tableSummary),
  /** The table as CSV. */
  export: procedure.input(tableInput).output(z.instanceof(Blob)),
  remove: procedure.input(tableInput).output(z.object({})),
};
