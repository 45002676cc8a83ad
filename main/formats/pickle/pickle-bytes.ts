import { shown, tableError } from '../table-place.ts';

/** Bytes of one string, one number or one line of a pickle. */
const longestString = 16_000_000;
const longestNumber = 1_000;
/** What the arrays of one pickle may take; the largest file of 4-byte numbers takes half as much. */
const mostArrayBytes = 256 * 1024 * 1024;

/** Reads a pickle's bytes one after the other; whatever is wrong is an error that names the file and the byte. */
export class PickleBytes {
  readonly #file: string;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #position = 0;
  /** Where the current instruction begins. */
  #instruction = 0;
  #claimed = 0;

  constructor(file: string, bytes: Uint8Array) {
    this.#file = file;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.#bytes.length;
  }

  get position(): number {
    return this.#position;
  }

  seek(position: number): void {
    this.#position = position;
  }

  /** Counts what an array is about to take and returns it; refused where all of them take too much, however small the file. */
  claim(length: number): number {
    this.#claimed += length;
    if (!(this.#claimed <= mostArrayBytes)) throw this.error(`its arrays take more than ${mostArrayBytes} bytes`);
    return length;
  }

  /** The error of the current instruction. */
  error(problem: string, remedy = 'Check that the file is a pickle of plain data and is complete.'): Error {
    return tableError('parse-failed', { file: this.#file, byte: this.#instruction }, problem, remedy);
  }

  opcode(): number {
    this.#instruction = this.#position;
    return this.uint8();
  }

  uint8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** A length of 8 bytes. */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }

  float64(): number {
    return this.#view.getFloat64(this.#take(8), false);
  }

  /** A view of the next bytes. */
  bytes(length: number): Uint8Array {
    if (length < 0) throw this.error('a length is negative');
    if (length > longestString) throw this.error(`a string is longer than ${longestString} bytes`);
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(length: number): string {
    const bytes = this.bytes(length);
    try {
      return this.#utf8.decode(bytes);
    } catch {
      throw this.error('a text is not UTF-8');
    }
  }

  latin1(length: number): string {
    return Buffer.from(this.bytes(length)).toString('latin1');
  }

  /** Up to the end of the line, which is read over; as Latin-1. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#position);
    if (end < 0) throw this.#endsTooEarly();
    const text = this.latin1(end - this.#position);
    this.#position = end + 1;
    return text;
  }

  /** Little-endian two's complement; a plain number where it is exact. */
  long(length: number): number | bigint {
    if (length < 0 || length > longestNumber) throw this.error('a whole number is too long');
    const hex = Buffer.from(this.bytes(length)).reverse().toString('hex');
    return exact(length === 0 ? 0n : BigInt.asIntN(length * 8, BigInt(`0x${hex}`)));
  }

  decimal(text: string): number | bigint {
    if (!/^[+-]?\d+$/.test(text) || text.length > longestNumber) throw this.error(`“${shown(text)}” is no whole number`);
    return exact(BigInt(text));
  }

  #take(length: number): number {
    const start = this.#position;
    if (start + length > this.#bytes.length) throw this.#endsTooEarly();
    this.#position += length;
    return start;
  }

  #endsTooEarly(): Error {
    return this.error('the pickle ends too early', 'Copy or download the file again.');
  }
}

function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
