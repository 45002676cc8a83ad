import type { Clock } from '../../main/bench/clock.ts';
import { throwIfCancelled } from '../../main/core/lab-error.ts';

/** A clock on which sleeping takes no time and moves the hands. */
export class ManualClock implements Clock {
  #nowMs = 0;

  nowMs(): number {
    return this.#nowMs;
  }

  async sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    throwIfCancelled(signal);
    this.#nowMs += durationMs;
  }
}
