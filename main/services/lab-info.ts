import { basename } from 'node:path';
import { LabError } from '../core/lab-error.ts';
import type { Saves } from './saves.ts';
import { os } from './procedures.ts';

/** How a front that can show another lab does so. */
export interface LabSwitch {
  /** Folders of labs that were open before, the latest first, without the present one. */
  recent(): readonly string[];
  open(folder: string): Promise<void>;
}

interface LabContext {
  readonly folder: string;
  readonly version: string;
  readonly isNew: () => boolean;
  readonly saves: Saves;
  /** undefined: this front keeps to its lab. */
  readonly labs: LabSwitch | undefined;
}

/** The lab itself: what it is called, when it was saved, and which others there are. */
export function labProcedures({ isNew, saves, labs, ...info }: LabContext) {
  const named = (folder: string): { name: string; folder: string } => ({ name: basename(folder), folder });
  return os.lab.router({
    info: os.lab.info.handler(() => ({ ...info, ...named(info.folder), isNew: isNew() })),
    saves: os.lab.saves.handler(({ signal }) => saves.watch(signal)),
    recent: os.lab.recent.handler(() => (labs?.recent() ?? []).map(named)),
    open: os.lab.open.handler(async ({ input }) => {
      if (labs === undefined)
        throw new LabError({ code: 'unsupported', message: 'Another lab can’t be opened here.', remedy: 'Choose it with --lab.' });
      await labs.open(input.folder);
      return {};
    }),
  });
}
