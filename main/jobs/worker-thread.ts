import { Worker } from 'node:worker_threads';
import { LabError } from '../core/lab-error.ts';
import { unpackError } from './carried-error.ts';
import type { WorkerAnswer, WorkerCall, WorkerStart } from './worker-messages.ts';

/** One thread of a pool, seen from outside: one call at a time. */
export class WorkerThread {
  readonly #worker: Worker;
  #call: PromiseWithResolvers<unknown> | undefined;
  /** Why there will be no more answers. */
  #end: Error | undefined;

  constructor(entry: URL, start: WorkerStart) {
    this.#worker = new Worker(entry, { workerData: start });
    this.#worker.on('message', (answer: WorkerAnswer) => this.#settle(answer));
    this.#worker.on('messageerror', (error) => this.#die(error));
    this.#worker.on('error', (error) => this.#die(explained(error)));
    this.#worker.on('exit', (code) => this.#die(new Error(`a worker thread ended with code ${code} before its work was done`)));
  }

  /** Rejects with what the function throws, or with the reason for which the thread has died. */
  call(message: WorkerCall): Promise<unknown> {
    if (this.#end) return Promise.reject(this.#end);
    this.#call = Promise.withResolvers();
    this.#worker.postMessage(message);
    return this.#call.promise;
  }

  /** Ends the thread, whatever it is doing. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(answer: WorkerAnswer): void {
    if (answer.type === 'result') this.#call?.resolve(answer.result);
    else this.#call?.reject(unpackError(answer.error));
  }

  #die(reason: Error): void {
    this.#end ??= reason;
    this.#call?.reject(this.#end);
  }
}

function explained(error: unknown): Error {
  const cause = error instanceof Error ? error : new Error(String(error));
  if (!('code' in cause) || cause.code !== 'ERR_WORKER_OUT_OF_MEMORY') return cause;
  const message = 'A worker thread ran out of memory.';
  return new LabError({ code: 'out-of-memory', message, remedy: 'Use fewer workers, or a smaller table.', details: cause.message, cause });
}
