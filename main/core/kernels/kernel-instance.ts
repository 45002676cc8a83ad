import type { KernelFunctions } from './kernel-functions.ts';

/** The part of a WebAssembly.Memory that is used; the buffer is another one after it has grown. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): unknown;
}

/** Kernels and the memory that they work on. */
export interface KernelInstance {
  readonly functions: KernelFunctions;
  readonly memory: KernelMemory;
}

export const pageBytes = 65_536;
