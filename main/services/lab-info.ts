import { basename } from 'node:path';
import { os } from './procedures.ts';

export function labProcedures(info: { readonly folder: string; readonly version: string }) {
  return os.lab.router({ info: os.lab.info.handler(() => ({ ...info, name: basename(info.folder) })) });
}
