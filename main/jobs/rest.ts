import { AsyncLocalStorage } from 'node:async_hooks';

/** Where work that goes step by step waits while somebody has paused it. */
export class Rest {
  #over: PromiseWithResolvers<void> | undefined;

  begin(): void {
    this.#over ??= Promise.withResolvers();
  }

  end(): void {
    this.#over?.resolve();
    this.#over = undefined;
  }

  async over(): Promise<void> {
    while (this.#over !== undefined) await this.#over.promise;
  }
}

const rests = new AsyncLocalStorage<Rest>();

/** Work whose steps, however deep they lie, keep to this rest. */
export function keepingTo<Result>(rest: Rest, work: () => Result): Result {
  return rests.run(rest, work);
}

/** Between two steps of long work: waits while the job that they belong to is paused. */
export async function restWhilePaused(): Promise<void> {
  await rests.getStore()?.over();
}
