import { useEffect, useRef, useState } from 'react';
import { useConnection, useConnectionStatus } from './lab-context.ts';

export type StreamStatus = 'idle' | 'opening' | 'live' | 'ended' | 'failed';

export type Stream<State> = {
  state: State;
  status: StreamStatus;
  /** Why it failed; undefined otherwise. */
  error: unknown;
  /** Begins again from `initial`. */
  restart: () => void;
};

export type StreamOptions<Event, State> = {
  /** What is streamed; another key is another stream. null: nothing. */
  key: string | null;
  open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>;
  initial: State;
  /** Pure: puts an event into the state. */
  reduce: (state: State, event: Event) => State;
};

/** At most five paints a second. */
const paintEveryMs = 200;

/** Follows an event stream of the lab while the component lives; begins again by itself after a lost connection. */
export function useStream<Event, State>(options: StreamOptions<Event, State>): Stream<State> {
  const { key } = options;
  const connection = useConnection();
  const { generation } = useConnectionStatus();
  const [turn, setTurn] = useState(0);
  const latest = useRef(options);
  latest.current = options;
  const [shown, setShown] = useState<Shown<State>>({ key: null, state: options.initial, status: 'idle', error: undefined });

  useEffect(() => {
    if (key === null) return;
    const controller = new AbortController();
    let current: Shown<State> = { key, state: latest.current.initial, status: 'opening', error: undefined };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const paint = (): void => {
      clearTimeout(timer);
      timer = undefined;
      setShown(current);
    };
    const follow = async (): Promise<void> => {
      const events = await latest.current.open(controller.signal);
      current = { ...current, status: 'live' };
      paint();
      for await (const event of events) {
        if (controller.signal.aborted) return;
        current = { ...current, state: latest.current.reduce(current.state, event) };
        timer ??= setTimeout(paint, paintEveryMs);
      }
      current = { ...current, status: 'ended' };
    };
    follow()
      .catch((error: unknown) => {
        // After a lost connection this effect runs again as soon as there is a new one.
        const lost = connection.status().state !== 'open';
        current = lost ? { ...current, status: 'opening' } : { ...current, status: 'failed', error };
      })
      .finally(() => {
        if (!controller.signal.aborted) paint();
      });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [key, generation, turn, connection]);

  const restart = (): void => setTurn((before) => before + 1);
  if (key === null) return { state: options.initial, status: 'idle', error: undefined, restart };
  if (shown.key !== key) return { state: options.initial, status: 'opening', error: undefined, restart };
  return { state: shown.state, status: shown.status, error: shown.error, restart };
}

type Shown<State> = { key: string | null; state: State; status: StreamStatus; error: unknown };
