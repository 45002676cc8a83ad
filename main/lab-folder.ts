import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The lab's folder where nothing else is chosen. */
export const defaultLabFolder = join(homedir(), 'ProxyLab');

/** The folder of the lab, the same for every front: the chosen one, else PROXYLAB_LAB, else the default. */
export function labFolder(chosen?: string): string {
  return resolve(chosen ?? process.env['PROXYLAB_LAB'] ?? defaultLabFolder);
}
