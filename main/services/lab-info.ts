import { basename } from 'node:path';
import { os } from './procedures.ts';

export function labProcedures({ isNew, ...info }: { readonly folder: string; readonly version: string; readonly isNew: () => boolean }) {
  return os.lab.router({ info: os.lab.info.handler(() => ({ ...info, name: basename(info.folder), isNew: isNew() })) });
}
