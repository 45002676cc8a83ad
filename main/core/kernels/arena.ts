import type { KernelMemory } from './kernel-instance.ts';

/** Cache line: no two arrays share one, and vectors never straddle two. */
const alignment = 64;

function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

/** Bytes that an arena needs for arrays of these byte lengths. */
export function arenaBytes(byteLengths: readonly number[]): number {
  return byteLengths.reduce((sum, bytes) => sum + aligned(bytes), alignment);
}

/** Hands out arrays of a stretch of the kernels' memory one after the other; they are not zeroed. Throws a RangeError when it is used up. */
export class Arena {
  readonly #memory: KernelMemory;
  readonly #end: number;
  #next: number;

  constructor(memory: KernelMemory, start: number, end: number) {
    this.#memory = memory;
    this.#next = aligned(start);
    this.#end = end;
  }

  float64(length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, this.#take(8 * length), length);
  }

  float32(length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, this.#take(4 * length), length);
  }

  /** An array with these values. */
  copyOf(values: ArrayLike<number>): Float64Array {
    const copy = this.float64(values.length);
    copy.set(values);
    return copy;
  }

  int32(length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, this.#take(4 * length), length);
  }

  uint8(length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, this.#take(length), length);
  }

  #take(bytes: number): number {
    const start = this.#next;
    if (start + bytes > this.#end) throw new RangeError(`${bytes} bytes were not reserved for the arena`);
    this.#next = aligned(start + bytes);
    return start;
  }
}
