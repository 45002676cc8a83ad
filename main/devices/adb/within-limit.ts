import { LabError, throwIfCancelled } from '../../core/lab-error.ts';

export interface Limit {
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Ends what is waited for: its time is over or nobody waits any more. */
  giveUp(): void;
  /** What is thrown once the time is over. */
  overdue(): Error;
}

/** Waits for `work`, but no longer than the limit and the signal allow. What comes of it later is of no interest. */
export async function withinLimit<Result>(work: PromiseLike<Result>, { limitMs, signal, giveUp, overdue }: Limit): Promise<Result> {
  void work.then(undefined, () => {}); // it may fail when nobody waits any more
  throwIfCancelled(signal);
  const { promise: patience, reject } = Promise.withResolvers<never>();
  const end = (error: Error): void => {
    reject(error);
    giveUp();
  };
  const cancel = (): void => end(new LabError({ code: 'cancelled', message: 'Cancelled.', cause: signal?.reason }));
  const timer = setTimeout(() => end(overdue()), limitMs);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}
