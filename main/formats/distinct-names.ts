const firstNames = 64;
const firstBytes = 4096;
/** Bytes of UTF-8 a UTF-16 unit, at most. */
const bytesPerUnit = 3;

/**
 * Names in the order of their arrival, none of them twice. They are kept as packed UTF-8 with a hash table of their positions, so that a
 * name costs its own bytes and about 16 more; strings are made when they are read.
 */
export class DistinctNames<Name extends string> implements Iterable<Name> {
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #bytes = new Uint8Array(firstBytes);
  #ends = new Float64Array(firstNames);
  #hashes = new Uint32Array(firstNames);
  /** 1 + position of a name, 0 where there is none; twice as long as the lists of ends and hashes, so never more than half full. */
  #slots = new Uint32Array(firstNames * 2);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Bytes of all names. */
  get byteLength(): number {
    return this.#startOf(this.#size);
  }

  /** Adds a name and returns undefined, or returns the position of the same name that is there already. */
  add(name: Name): number | undefined {
    const start = this.byteLength;
    this.#reserve(start + name.length * bytesPerUnit);
    const { written } = this.#encoder.encodeInto(name, this.#bytes.subarray(start));
    const hash = this.#hash(start, start + written);
    let slot = hash & (this.#slots.length - 1);
    for (let entry = this.#slots[slot]!; entry > 0; entry = this.#slots[slot]!) {
      if (this.#hashes[entry - 1] === hash && this.#equals(entry - 1, start, start + written)) return entry - 1;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    if (this.#size === this.#ends.length) this.#grow();
    this.#ends[this.#size] = start + written;
    this.#hashes[this.#size] = hash;
    this.#size++;
    this.#insert(this.#size - 1);
    return undefined;
  }

  *[Symbol.iterator](): Generator<Name, void> {
    for (let position = 0; position < this.#size; position++) {
      yield this.#decoder.decode(this.#bytes.subarray(this.#startOf(position), this.#ends[position])) as Name;
    }
  }

  #startOf(position: number): number {
    return position === 0 ? 0 : this.#ends[position - 1]!;
  }

  /** FNV-1a, 32 bits. */
  #hash(start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let index = start; index < end; index++) hash = Math.imul(hash ^ this.#bytes[index]!, 0x01000193);
    return (hash ^ (hash >>> 15)) >>> 0;
  }

  #equals(position: number, start: number, end: number): boolean {
    const otherStart = this.#startOf(position);
    if (this.#ends[position]! - otherStart !== end - start) return false;
    for (let offset = 0; offset < end - start; offset++) {
      if (this.#bytes[otherStart + offset] !== this.#bytes[start + offset]) return false;
    }
    return true;
  }

  #insert(position: number): void {
    let slot = this.#hashes[position]! & (this.#slots.length - 1);
    while (this.#slots[slot]! > 0) slot = (slot + 1) & (this.#slots.length - 1);
    this.#slots[slot] = position + 1;
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  #grow(): void {
    const ends = new Float64Array(this.#ends.length * 2);
    ends.set(this.#ends);
    const hashes = new Uint32Array(ends.length);
    hashes.set(this.#hashes);
    this.#ends = ends;
    this.#hashes = hashes;
    this.#slots = new Uint32Array(ends.length * 2);
    for (let position = 0; position < this.#size; position++) this.#insert(position);
  }
}
