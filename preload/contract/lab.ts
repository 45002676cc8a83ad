import { z } from 'zod';
import { procedure } from './base.ts';

export const labInfo = z.object({
  name: z.string(),
  folder: z.string(),
  version: z.string(),
  /** Nothing was measured or taken in yet. */
  isNew: z.boolean(),
});
export type LabInfo = z.infer<typeof labInfo>;

export const lab = { info: procedure.output(labInfo) };
