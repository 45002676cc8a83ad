import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { JournalLine } from '../../runner-protocol.ts';

/** The journal cannot be written: no fault of the network, and the end of the runner. */
export class JournalFailure extends Error {}

/** Appends lines that are on the disk when `append` returns. */
export class JournalWriter {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  append(line: JournalLine): void {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(this.#file, bytes, written);
      fsyncSync(this.#file);
    } catch (error) {
      throw new JournalFailure('The journal could not be written.', { cause: error });
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}
