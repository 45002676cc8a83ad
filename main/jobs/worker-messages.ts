import type { CarriedError } from './carried-error.ts';

/** What a worker thread is started with. */
export interface WorkerStart {
  readonly task: string;
  readonly shared: unknown;
}

/** One unit for one of the task's functions; a thread gets the next one when it has answered. */
export interface WorkerCall {
  readonly function: string;
  readonly unit: unknown;
}

export type WorkerAnswer =
  { readonly type: 'result'; readonly result: unknown } | { readonly type: 'failed'; readonly error: CarriedError };
