import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a lab is reached in a browser, and the secret that lets one in. */
export interface ServedAddress {
  /** On 127.0.0.1; 0: any free one. */
  readonly port: number;
  readonly token: string;
}

const fileName = 'served.json';
const tokenForm = /^[\w-]{43}$/;

/** The address at which the lab of this folder was served last, so that a window left open finds the lab again; a new one where there is none. */
export function lastServedAddress(folder: string): ServedAddress {
  try {
    const { port, token } = JSON.parse(readFileSync(join(folder, fileName), 'utf8')) as Partial<ServedAddress>;
    if (typeof token === 'string' && tokenForm.test(token) && Number.isInteger(port) && port! >= 0 && port! < 65_536)
      return { port: port!, token };
  } catch {
    // None yet, or not readable: a new one takes its place.
  }
  return { port: 0, token: randomBytes(32).toString('base64url') };
}

/** Only its owner may read it, as everything else that lets somebody at the lab. */
export function keepServedAddress(folder: string, address: ServedAddress): void {
  const file = join(folder, fileName);
  writeFileSync(`${file}.new`, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}
