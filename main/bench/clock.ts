import { setTimeout as delay } from 'node:timers/promises';
import { throwIfCancelled } from '../core/lab-error.ts';

/** Time as a campaign sees it; replaced in tests. */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Throws `cancelled` as soon as the signal fires. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  async sleep(durationMs, signal) {
    try {
      await delay(durationMs, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throwIfCancelled(signal);
      throw error;
    }
  },
};
