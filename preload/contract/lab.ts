import { eventIterator } from '@orpc/contract';
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

/** A lab that was open before. */
export const recentLab = labInfo.pick({ name: true, folder: true });
export type RecentLab = z.infer<typeof recentLab>;

export const lab = {
  info: procedure.output(labInfo),
  /** When something was last committed to the disk (ms since 1970): at once, then at every save, but at most once a second. */
  saves: procedure.output(eventIterator(z.number())),
  /** Other labs, the one that was open last first. */
  recent: procedure.output(z.array(recentLab)),
  /**
   * Has the front show another lab, or a new one in an empty folder. Jobs stop as when the lab is closed: campaigns and searches can be resumed
   * there. All connections are closed afterwards, for whoever is connected to come back to the other lab.
   */
  open: procedure.input(z.object({ folder: z.string().min(1) })).output(z.object({})),
};
