/** Whether the other side still answers. It is asked only where nothing was heard of it for a while, and once at a time. */
export class Heartbeat {
  readonly #ask: () => Promise<unknown>;
  readonly #intervalMs: number;
  #heardAtMs = performance.now();
  #asking: Promise<void> | undefined;
  /** Why the latest question had no answer; undefined: it had one. */
  #silence: unknown;

  /** `ask` takes a bounded time and throws where there is no answer. */
  constructor(ask: () => Promise<unknown>, intervalMs: number) {
    this.#ask = ask;
    this.#intervalMs = intervalMs;
  }

  /** Something has come. */
  heard(): void {
    this.#heardAtMs = performance.now();
    this.#silence = undefined;
  }

  /** As far as is known; where that is old, looks anew for the next time. */
  get isBeating(): boolean {
    if (this.#isDue) void this.#look();
    return this.#silence === undefined;
  }

  /** `work`, or what the question throws while it waits. */
  async guard<Result>(work: Promise<Result>): Promise<Result> {
    work.catch(() => {}); // it may fail when nobody waits any more
    const { promise: silent, reject } = Promise.withResolvers<never>();
    const look = async (): Promise<void> => {
      if (!this.#isDue) return;
      await this.#look();
      if (this.#silence !== undefined) reject(this.#silence);
    };
    const timer = setInterval(() => void look(), this.#intervalMs);
    try {
      return await Promise.race([work, silent]);
    } finally {
      clearInterval(timer);
    }
  }

  get #isDue(): boolean {
    return performance.now() - this.#heardAtMs >= this.#intervalMs;
  }

  #look(): Promise<void> {
    this.#asking ??= (async () => {
      try {
        await this.#ask();
        this.heard();
      } catch (error) {
        this.#silence = error;
      } finally {
        this.#asking = undefined;
      }
    })();
    return this.#asking;
  }
}
