/** Bytes that come in pieces of any length and are taken in pieces of another; whoever puts them in is held back when nobody takes them. */
export class ByteQueue {
  readonly #pieces: Buffer[] = [];
  readonly #limitBytes: number;
  #length = 0;
  #isEnded = false;
  #wake: () => void = () => {};
  #drained: () => void = () => {};

  constructor(limitBytes = 256 * 1024) {
    this.#limitBytes = limitBytes;
  }

  /** Resolves when there is room for more. */
  async put(piece: Buffer): Promise<void> {
    this.#pieces.push(piece);
    this.#length += piece.length;
    this.#wake();
    while (this.#length > this.#limitBytes && !this.#isEnded) await new Promise<void>((resolve) => (this.#drained = resolve));
  }

  end(): void {
    this.#isEnded = true;
    this.#wake();
    this.#drained();
  }

  /** Exactly so many bytes; throws where the end comes first. One taker at a time. */
  async take(length: number): Promise<Buffer> {
    while (this.#length < length) {
      if (this.#isEnded) throw new Error('ended');
      this.#drained();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const taken: Buffer[] = [];
    for (let missing = length; missing > 0;) {
      const piece = this.#pieces[0]!;
      taken.push(piece.subarray(0, missing));
      if (piece.length <= missing) this.#pieces.shift();
      else this.#pieces[0] = piece.subarray(missing);
      missing -= Math.min(piece.length, missing);
    }
    this.#length -= length;
    if (this.#length <= this.#limitBytes) this.#drained();
    return taken.length === 1 ? taken[0]! : Buffer.concat(taken, length);
  }
}
