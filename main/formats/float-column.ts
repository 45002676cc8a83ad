const firstCapacity = 64;

/** A column of numbers that grows; 8 bytes a value. */
export class FloatColumn {
  #buffer = new Float64Array(firstCapacity);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#buffer.length) {
      const larger = new Float64Array(this.#buffer.length * 2);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer[this.#length++] = value;
  }

  /** The values so far, a view of the buffer. */
  get values(): Float64Array {
    return this.#buffer.subarray(0, this.#length);
  }
}
