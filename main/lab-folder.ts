import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The lab's folder where nothing else is chosen. */
export const defaultLabFolder = join(homedir(), 'ProxyLab');

/** The folder of the lab, the same for every front: the chosen one, else PROXYLAB_LAB, else the default. */
export function labFolder(chosen?: string): string {
  return resolve(chosen ?? process.env['PROXYLAB_LAB'] ?? defaultLabFolder);
}

export function isLabFolder(folder: string): boolean {
  return existsSync(join(folder, 'lab.db'));
}

/** Whether a new lab may be made there: nobody wants one among other files. Where it can't be read, opening it tells why. */
export function isFreeFolder(folder: string): boolean {
  const kind = statSync(folder, { throwIfNoEntry: false });
  if (kind === undefined) return true;
  if (!kind.isDirectory()) return false;
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return true;
  }
}

/** What the program keeps for a person outside of any lab: PROXYLAB_SETTINGS, else where the system has such things. */
export function settingsFolder(): string {
  const { PROXYLAB_SETTINGS: chosen, APPDATA: windows, XDG_CONFIG_HOME: linux } = process.env;
  if (chosen !== undefined) return chosen;
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/ProxyLab');
  return join((process.platform === 'win32' ? windows : linux) || join(homedir(), '.config'), 'ProxyLab');
}
