/** Keeps the results of the last few questions, so that the same one is not worked out again. */
export class RecentResults<Result> {
  readonly #results = new Map<string, Result>();
  readonly #most: number;

  /** `most`: number of results that are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The result under `key`, worked out where it is not at hand; a failure is not kept. */
  async get(key: string, work: () => Promise<Result>): Promise<Result> {
    return this.keep(key, this.#results.get(key) ?? (await work()));
  }

  /** The result under `key`, if it is still at hand. */
  find(key: string): Result | undefined {
    return this.#results.get(key);
  }

  /** Keeps a result, as the latest, and gives it back. */
  keep(key: string, result: Result): Result {
    this.#results.delete(key);
    this.#results.set(key, result);
    for (const oldest of this.#results.keys()) {
      if (this.#results.size <= this.#most) break;
      this.#results.delete(oldest);
    }
    return result;
  }
}
