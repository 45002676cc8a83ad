import { z } from 'zod';
import { procedure } from './base.ts';
import { job } from './job.ts';

export const demo = {
  /** The whole job on this computer as two devices; the job's `result` is the report's path. */
  start: procedure.input(z.object({ quick: z.boolean().default(false), seed: z.int().default(1) })).output(job),
};
