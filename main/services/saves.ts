import { Listeners } from '../jobs/listeners.ts';

/** Between two tellings, at least: a campaign saves many times a second. */
const pauseMs = 1000;

/** When something was last on the disk, for a front to show. */
export class Saves {
  readonly #clock: () => number;
  readonly #listeners = new Listeners<number>();
  #lastMs: number;
  #timer: NodeJS.Timeout | undefined;

  /** `lastMs`: of an earlier life of the lab. */
  constructor(clock: () => number, lastMs: number) {
    this.#clock = clock;
    this.#lastMs = lastMs;
  }

  /** Something was committed. */
  note(): void {
    this.#lastMs = this.#clock();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#listeners.emit(this.#lastMs);
    }, pauseMs).unref();
  }

  /** The time of the last save, then that of later ones, until the signal fires. */
  watch(signal?: AbortSignal): AsyncGenerator<number, void> {
    return this.#listeners.stream(signal, [this.#lastMs]);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.close();
  }
}
