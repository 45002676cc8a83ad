import { LabError } from '../lab-error.ts';
import { Arena, arenaBytes } from './arena.ts';
import { decodeBase64 } from './decode-base64.ts';
import { kernelBytes } from './kernel-bytes.ts';
import type { KernelFunctions } from './kernel-functions.ts';
import { type KernelInstance, pageBytes } from './kernel-instance.ts';
import { plainInstance } from './plain/plain-instance.ts';

/** A memory cannot shrink: an instance that has grown beyond this is let go when its scope ends, and the next scope starts anew. */
const keptBytes = 128 * 2 ** 20;

/**
 * Kernels with a memory of their own. Results depend on nothing but the arguments: kernels read no memory that was not written in the same
 * scope, and where WebAssembly SIMD is missing plain code gives the same bits.
 */
export class Kernels {
  readonly #newInstance: () => KernelInstance;
  #instance: KernelInstance | undefined;
  #open = false;

  constructor(newInstance: () => KernelInstance = newKernelInstance) {
    this.#newInstance = newInstance;
  }

  /**
   * Gives `work` memory for arrays of these byte lengths and frees it afterwards; what the arena gives is not zeroed and must not outlive
   * the scope. Scopes do not nest (Error): long work holds kernels of its own, see `holdKernels`. `unsupported` where the machine has
   * not that much memory.
   */
  scope<T>(byteLengths: readonly number[], work: (run: KernelFunctions, arena: Arena) => T): T {
    if (this.#open) throw new Error('a scope of these kernels is open already');
    const instance = (this.#instance ??= this.#newInstance());
    const arena = new Arena(instance.memory, instance.functions.heapStart(), reserve(instance, arenaBytes(byteLengths)));
    this.#open = true;
    try {
      return work(instance.functions, arena);
    } finally {
      this.#open = false;
      if (instance.memory.buffer.byteLength > keptBytes) this.#instance = undefined;
    }
  }
}

let shared: Kernels | undefined;

/** This thread's kernels, for work that begins and ends in one call. */
export function sharedKernels(): Kernels {
  return (shared ??= new Kernels());
}

/** Memory that a long piece of work holds for as long as it likes, and the functions that work on it. */
export interface HeldKernels {
  readonly run: KernelFunctions;
  /** Has room for the arrays that were asked for; they are zeroed. */
  readonly arena: Arena;
}

/** An instance of one's own with memory for arrays of these byte lengths, freed with it. */
export function holdKernels(byteLengths: readonly number[], newInstance: () => KernelInstance = newKernelInstance): HeldKernels {
  const instance = newInstance();
  const { memory, functions } = instance;
  return { run: functions, arena: new Arena(memory, functions.heapStart(), reserve(instance, arenaBytes(byteLengths))) };
}

let compiled: WebAssembly.Module | null | undefined;

/** WebAssembly, or plain code where SIMD is missing. */
function newKernelInstance(): KernelInstance {
  compiled ??= compile();
  if (compiled === null) return plainInstance();
  const exports = new WebAssembly.Instance(compiled).exports as unknown as KernelFunctions & { memory: WebAssembly.Memory };
  return { functions: exports, memory: exports.memory };
}

function compile(): WebAssembly.Module | null {
  if (typeof WebAssembly === 'undefined') return null;
  const bytes = decodeBase64(kernelBytes);
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
}

/** Grows the memory by what is missing; returns the first byte behind the reserved ones. */
function reserve({ memory, functions }: KernelInstance, bytes: number): number {
  const end = functions.heapStart() + bytes;
  const missing = Math.ceil((end - memory.buffer.byteLength) / pageBytes);
  if (missing <= 0) return end;
  try {
    memory.grow(missing);
  } catch (cause) {
    throw new LabError({
      code: 'unsupported',
      message: `This calculation needs ${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB for its matrices, which is more than can be had.`,
      remedy: 'Use fewer samples, or close other programs.',
      cause,
    });
  }
  return end;
}
