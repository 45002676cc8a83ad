import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileError } from '../local/file-error.ts';

/** The form in which ssh and ssh-keygen show a host key: `SHA256:` and unpadded base64. */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The algorithm that a public key in SSH's binary form names first, for example `ssh-ed25519`. */
export function keyTypeOf(key: Uint8Array): string {
  const bytes = Buffer.from(key);
  const length = bytes.length < 4 ? 0 : bytes.readUInt32BE(0);
  return bytes.toString('latin1', 4, 4 + Math.min(length, 64));
}

interface Entry {
  readonly host: string;
  readonly key: Buffer;
}

/**
 * Host keys that a person has accepted, in a file of OpenSSH's form: `[host]:port type base64`, the port left out where it is 22. The file is
 * read anew each time, so that it may be edited; lines that are none of ours (comments, hashed names) are kept and not understood.
 */
export class KnownHosts {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  keys(host: string, port: number): readonly Buffer[] {
    const name = hostName(host, port);
    return this.#lines().flatMap((line) => {
      const entry = parseLine(line);
      return entry?.host === name ? [entry.key] : [];
    });
  }

  add(host: string, port: number, key: Uint8Array): void {
    this.#write([...this.#lines(), `${hostName(host, port)} ${keyTypeOf(key)} ${Buffer.from(key).toString('base64')}`]);
  }

  remove(host: string, port: number): void {
    const name = hostName(host, port);
    const lines = this.#lines();
    const kept = lines.filter((line) => parseLine(line)?.host !== name);
    if (kept.length < lines.length) this.#write(kept);
  }

  #lines(): readonly string[] {
    try {
      return readFileSync(this.#file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw fileError(error, this.#file);
    }
  }

  #write(lines: readonly string[]): void {
    const temporary = `${this.#file}.${process.pid}.tmp`;
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(temporary, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
      renameSync(temporary, this.#file);
    } catch (error) {
      throw fileError(error, this.#file);
    }
  }
}

function hostName(host: string, port: number): string {
  return port === 22 ? host : `[${host}]:${port}`;
}

function parseLine(line: string): Entry | null {
  const [host, type, key] = line.trim().split(/\s+/);
  if (host === undefined || type === undefined || key === undefined || host.startsWith('#') || host.startsWith('@')) return null;
  const bytes = Buffer.from(key, 'base64');
  return keyTypeOf(bytes) === type ? { host, key: bytes } : null;
}
