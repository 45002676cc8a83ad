import { throwIfCancelled } from '../../core/lab-error.ts';

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
  throwIfCancelled(signal);
  let timer: NodeJS.Timeout | undefined;
  let cancel: (() => void) | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(overdue());
      giveUp();
    }, limitMs);
    cancel = () => {
      try {
        throwIfCancelled(signal);
      } catch (error) {
        reject(error);
        giveUp();
      }
    };
    signal?.addEventListener('abort', cancel, { once: true });
  });
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
    if (cancel !== undefined) signal?.removeEventListener('abort', cancel);
  }
}
