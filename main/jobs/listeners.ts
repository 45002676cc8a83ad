/** A set of listeners that can also be read as a stream; slow readers get every event, in order. */
export class Listeners<Event> {
  readonly #queues = new Set<Queue<Event>>();

  emit(event: Event): void {
    for (const queue of this.#queues) queue.push(event);
  }

  /** `first`, then every event until the signal fires or `close` is called. Listening starts at the call, not at the first `next`. */
  stream(signal?: AbortSignal, first: readonly Event[] = []): AsyncGenerator<Event, void> {
    const queue = new Queue<Event>(first);
    this.#queues.add(queue);
    const leave = (): void => {
      this.#queues.delete(queue); // also where the stream was never read
      queue.end();
    };
    signal?.addEventListener('abort', leave, { once: true });
    if (signal?.aborted) queue.end();
    return this.#read(queue, () => signal?.removeEventListener('abort', leave));
  }

  close(): void {
    for (const queue of this.#queues) queue.end();
  }

  async *#read(queue: Queue<Event>, cleanUp: () => void): AsyncGenerator<Event, void> {
    try {
      yield* queue.drain();
    } finally {
      this.#queues.delete(queue);
      cleanUp();
    }
  }
}

class Queue<Event> {
  #events: Event[];
  #ended = false;
  #wake: (() => void) | undefined;

  constructor(first: readonly Event[]) {
    this.#events = [...first];
  }

  push(event: Event): void {
    this.#events.push(event);
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *drain(): AsyncGenerator<Event, void> {
    for (;;) {
      const events = this.#events;
      this.#events = [];
      yield* events;
      if (this.#events.length > 0) continue;
      if (this.#ended) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
  }
}
