import type { LabConnection } from './client.ts';

export type StreamStatus = 'opening' | 'live' | 'ended' | 'failed';

export type StreamSnapshot<State> = { state: State; status: StreamStatus; error: unknown };

export type StreamSource<Event, State> = {
  open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>;
  initial: State;
  /** Pure: puts the events that came since the last paint into the state, in their order; there is at least one. */
  reduce: (state: State, events: readonly Event[]) => State;
};

export type Follower = {
  /** Begins again from the initial state. */
  restart: () => void;
  stop: () => void;
};

/** At most five paints a second; what comes first is painted at once. */
const paintEveryMs = 200;

/** Follows an event stream of the lab until it is stopped, and begins again whenever the connection has come back. */
export function followStream<Event, State>(
  connection: Pick<LabConnection, 'status' | 'subscribe'>,
  source: StreamSource<Event, State>,
  paint: (snapshot: StreamSnapshot<State>) => void,
): Follower {
  let controller = new AbortController();
  let { generation } = connection.status();

  const begin = async (signal: AbortSignal): Promise<void> => {
    let current: StreamSnapshot<State> = { state: source.initial, status: 'opening', error: undefined };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let arrived: Event[] = [];
    let hasPainted = false;
    const paintNow = (): void => {
      clearTimeout(timer);
      timer = undefined;
      if (arrived.length > 0) current = { ...current, state: source.reduce(current.state, arrived) };
      hasPainted ||= arrived.length > 0;
      arrived = [];
      if (!signal.aborted) paint(current);
    };
    try {
      const events = await source.open(signal);
      current = { ...current, status: 'live' };
      paintNow();
      for await (const event of events) {
        if (signal.aborted) return;
        arrived.push(event);
        timer ??= setTimeout(paintNow, hasPainted ? paintEveryMs : 0);
      }
      current = { ...current, status: 'ended' };
    } catch (error) {
      // After a lost connection it begins again as soon as there is a new one.
      const lost = connection.status().state !== 'open';
      current = lost ? { ...current, status: 'opening' } : { ...current, status: 'failed', error };
    }
    paintNow();
  };

  const restart = (): void => {
    controller.abort();
    controller = new AbortController();
    void begin(controller.signal);
  };
  const unsubscribe = connection.subscribe(() => {
    const now = connection.status();
    if (now.state !== 'open' || now.generation === generation) return;
    // The first opening serves the calls that waited for it; every later one broke what was under way.
    const first = generation === 0;
    generation = now.generation;
    if (!first) restart();
  });
  void begin(controller.signal);
  return {
    restart,
    stop: () => {
      unsubscribe();
      controller.abort();
    },
  };
}
