import { brokenOnnx, unsupportedOnnx } from './onnx-error.ts';

/** Bytes of a file, and how many fields may still be read from it; shared by all messages of the file. */
interface Source {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  fieldsLeft: number;
}

type Wire = 'varint' | 'fixed64' | 'bytes' | 'fixed32';

const wires: Readonly<Record<number, Wire>> = { 0: 'varint', 1: 'fixed64', 2: 'bytes', 5: 'fixed32' };
const longestText = 4096;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The fields of a protobuf message, in the order of the file. Nothing is read beyond the message's end, nothing is copied, and messages that
 * nobody asks for are passed over unread, so that nesting costs nothing. `parse-failed` with the byte's offset where the bytes are no message;
 * `unsupported` after `maximumFields` fields.
 */
export function protobufFields(bytes: Uint8Array, maximumFields: number): Generator<ProtobufField, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return fieldsBetween({ bytes, view, fieldsLeft: maximumFields }, 0, bytes.length);
}

/** One field of a message; each method takes it as what its schema says, `parse-failed` where it is written as something else. */
export class ProtobufField {
  readonly number: number;
  /** Of the field's tag. */
  readonly offset: number;
  readonly #source: Source;
  readonly #wire: Wire;
  readonly #start: number;
  readonly #end: number;

  constructor(source: Source, place: { number: number; offset: number; wire: Wire; start: number; end: number }) {
    this.number = place.number;
    this.offset = place.offset;
    this.#source = source;
    this.#wire = place.wire;
    this.#start = place.start;
    this.#end = place.end;
  }

  /** int32, int64 or enum; values beyond ±2^53 are rounded. */
  integer(): number {
    this.#expect('varint', 'an integer');
    return readVarint(this.#source, this.#start, this.#end).value;
  }

  float(): number {
    this.#expect('fixed32', 'a 32-bit float');
    return this.#source.view.getFloat32(this.#start, true);
  }

  /** At most 4,096 bytes of UTF-8. */
  text(): string {
    const bytes = this.bytes();
    if (bytes.length > longestText) throw brokenOnnx(this.offset, `a name of ${bytes.length} bytes`);
    try {
      return utf8.decode(bytes);
    } catch {
      throw brokenOnnx(this.offset, 'a name that is not UTF-8');
    }
  }

  /** A view of the file, not a copy. */
  bytes(): Uint8Array {
    this.#expect('bytes', 'a length and bytes');
    return this.#source.bytes.subarray(this.#start, this.#end);
  }

  /** The field as a message of its own. */
  message(): Generator<ProtobufField, void> {
    this.#expect('bytes', 'a message');
    return fieldsBetween(this.#source, this.#start, this.#end);
  }

  /** Appends the values of a repeated integer, packed or not; more than `maximum` in all are refused. */
  appendIntegers(target: number[], maximum: number): void {
    if (this.#wire === 'varint') target.push(this.integer());
    else for (const value of this.#packed()) if (target.push(value) > maximum) break;
    if (target.length > maximum) throw brokenOnnx(this.offset, `a list of more than ${maximum} integers`);
  }

  /** Number of values of a repeated integer, packed or not. */
  countIntegers(): number {
    if (this.#wire === 'varint') return 1;
    this.#expect('bytes', 'a list of integers');
    let count = 0;
    for (const byte of this.bytes()) if (byte < 128) count++;
    return count;
  }

  /** Bytes of a repeated number of fixed size, packed or not. */
  fixedBytes(): Uint8Array {
    if (this.#wire === 'varint') throw brokenOnnx(this.offset, 'an integer instead of numbers of fixed size');
    return this.#source.bytes.subarray(this.#start, this.#end);
  }

  *#packed(): Generator<number, void> {
    this.#expect('bytes', 'a list of integers');
    for (let offset = this.#start; offset < this.#end;) {
      const { value, next } = readVarint(this.#source, offset, this.#end);
      yield value;
      offset = next;
    }
  }

  #expect(wire: Wire, what: string): void {
    if (this.#wire !== wire) throw brokenOnnx(this.offset, `field ${this.number} is not ${what}`);
  }
}

function* fieldsBetween(source: Source, start: number, end: number): Generator<ProtobufField, void> {
  for (let offset = start; offset < end;) {
    if (source.fieldsLeft-- <= 0)
      throw unsupportedOnnx('it has too many parts', 'Give a file of fewer nodes and weights.', `byte: ${offset}`);
    const tag = readVarint(source, offset, end);
    const number = Math.floor(tag.value / 8);
    const wire = wires[tag.value % 8];
    if (wire === undefined || number < 1 || number >= 2 ** 29) throw brokenOnnx(offset, 'no field of a protobuf message begins here');
    const [first, last] = extent(source, wire, tag.next, end);
    if (last > end) throw brokenOnnx(offset, `field ${number} goes on for ${last - end} bytes beyond the end of its message`);
    yield new ProtobufField(source, { number, offset, wire, start: first, end: last });
    offset = last;
  }
}

/** First and last (exclusive) byte of a field's content; the last may lie beyond `end`. */
function extent(source: Source, wire: Wire, start: number, end: number): readonly [number, number] {
  switch (wire) {
    case 'varint':
      return [start, readVarint(source, start, end).next];
    case 'fixed64':
      return [start, start + 8];
    case 'fixed32':
      return [start, start + 4];
    case 'bytes': {
      const { value, next } = readVarint(source, start, end);
      if (value < 0) throw brokenOnnx(start, 'a negative length');
      return [next, next + value];
    }
  }
}

/** A 64-bit two's complement integer of 1 to 10 bytes. */
function readVarint({ bytes }: Source, start: number, end: number): { readonly value: number; readonly next: number } {
  let low = 0; // bits 0 to 27, 28 to 55, 56 to 63
  let middle = 0;
  let high = 0;
  for (let place = 0; place < 10; place++) {
    const offset = start + place;
    if (offset >= end) throw brokenOnnx(offset, 'it ends in the midst of an integer');
    const byte = bytes[offset]!;
    const bits = byte % 128;
    if (place < 4) low += bits * 2 ** (7 * place);
    else if (place < 8) middle += bits * 2 ** (7 * (place - 4));
    else high += bits * 2 ** (7 * (place - 8));
    if (byte >= 128) continue;
    return { value: signed(low, middle, high % 256), next: offset + 1 };
  }
  throw brokenOnnx(start, 'an integer of more than 10 bytes');
}

/** A negative one by its complement: near 2^64 its parts would lose the low bits. */
function signed(low: number, middle: number, high: number): number {
  const [unit, step] = [2 ** 28, 2 ** 56];
  if (high < 128) return low + middle * unit + high * step;
  return -(unit - 1 - low + (unit - 1 - middle) * unit + (255 - high) * step) - 1;
}
