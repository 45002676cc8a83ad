/** A field of a message: what it writes after its tag. */
type Content =
  | { readonly kind: 'varint'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'message'; readonly message: ProtobufMessage };

const wireTypes = { varint: 0, bytes: 2, message: 2, float: 5 } as const;
const utf8 = new TextEncoder();

/** A protobuf message that is put together field by field and then written into one buffer; nothing is copied before that. */
export class ProtobufMessage {
  readonly #fields: { readonly tag: number; readonly content: Content }[] = [];
  #byteLength = 0;

  /** A non-negative integer up to 2^53, as int32, int64 or enum. */
  integer(field: number, value: number): this {
    return this.#append(field, { kind: 'varint', value }, varintLength(value));
  }

  /** A 32-bit float. */
  float(field: number, value: number): this {
    return this.#append(field, { kind: 'float', value }, 4);
  }

  text(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value));
  }

  /** The bytes must not change before `encode`. */
  bytes(field: number, bytes: Uint8Array): this {
    return this.#append(field, { kind: 'bytes', bytes }, varintLength(bytes.length) + bytes.length);
  }

  /** The message must be complete. */
  message(field: number, message: ProtobufMessage): this {
    return this.#append(field, { kind: 'message', message }, varintLength(message.#byteLength) + message.#byteLength);
  }

  /** Packed repeated integers. */
  integers(field: number, values: readonly number[]): this {
    const bytes = new Uint8Array(values.reduce((sum, value) => sum + varintLength(value), 0));
    values.reduce((offset, value) => writeVarint(bytes, offset, value), 0);
    return this.bytes(field, bytes);
  }

  encode(): Uint8Array<ArrayBuffer> {
    const target = new Uint8Array(this.#byteLength);
    this.#write(target, 0);
    return target;
  }

  #append(field: number, content: Content, contentLength: number): this {
    const tag = field * 8 + wireTypes[content.kind];
    this.#fields.push({ tag, content });
    this.#byteLength += varintLength(tag) + contentLength;
    return this;
  }

  #write(target: Uint8Array, start: number): number {
    let offset = start;
    for (const { tag, content } of this.#fields) {
      offset = writeVarint(target, offset, tag);
      switch (content.kind) {
        case 'varint':
          offset = writeVarint(target, offset, content.value);
          break;
        case 'float':
          new DataView(target.buffer, target.byteOffset).setFloat32(offset, content.value, true);
          offset += 4;
          break;
        case 'bytes':
          offset = writeVarint(target, offset, content.bytes.length);
          target.set(content.bytes, offset);
          offset += content.bytes.length;
          break;
        case 'message':
          offset = content.message.#write(target, writeVarint(target, offset, content.message.#byteLength));
          break;
      }
    }
    return offset;
  }
}

function varintLength(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} cannot be written as an unsigned integer`);
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length++;
  return length;
}

function writeVarint(target: Uint8Array, start: number, value: number): number {
  let offset = start;
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) target[offset++] = (rest % 128) + 128;
  target[offset++] = rest;
  return offset;
}
