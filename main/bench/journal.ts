import { LabError } from '../core/lab-error.ts';
import { journalLine } from './journal-line.ts';
import type { JournalLine } from '../devices/runner-protocol.ts';

const newline = 10;
/** The longest line a runner writes is some megabytes of samples; a line beyond this belongs to no journal. */
const maximumLineBytes = 64 * 1024 * 1024;

/** What one more piece of a journal brought. */
export interface JournalPiece {
  readonly lines: readonly JournalLine[];
  /** `parse-failed` with the line number once a line is not of the protocol: nothing is read beyond it. */
  readonly damage: LabError | null;
}

/** Reads a journal piece by piece, however the pieces are cut. A last line without its end is kept until the rest comes. */
export class JournalReader {
  #rest = new Uint8Array(0);
  #lineNumber = 1;
  #offset = 0;
  #damage: LabError | null = null;

  /** Bytes read so far: where the next piece begins. */
  get offset(): number {
    return this.#offset;
  }

  read(piece: Uint8Array): JournalPiece {
    this.#offset += piece.length;
    const lines: JournalLine[] = [];
    const bytes = joined(this.#rest, piece);
    let start = 0;
    while (this.#damage === null) {
      const end = bytes.indexOf(newline, start);
      if (end === -1) break;
      const line = parseLine(bytes.subarray(start, end));
      if (line === null) this.#damage = damagedAt(this.#lineNumber);
      else lines.push(line);
      this.#lineNumber++;
      start = end + 1;
    }
    this.#rest = bytes.slice(start);
    if (this.#rest.length > maximumLineBytes) this.#damage ??= damagedAt(this.#lineNumber);
    return { lines, damage: this.#damage };
  }
}

function parseLine(bytes: Uint8Array): JournalLine | null {
  try {
    return journalLine(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return null; // neither text nor JSON
  }
}

function damagedAt(lineNumber: number): LabError {
  return new LabError({
    code: 'parse-failed',
    message: `The runner's journal is damaged at line ${lineNumber}; what stands before it is kept.`,
    remedy: 'Resume the campaign: what is missing is measured again.',
    details: `line ${lineNumber}`,
  });
}

function joined(first: Uint8Array<ArrayBuffer>, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
