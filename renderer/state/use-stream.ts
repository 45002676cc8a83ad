import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { followStream, type Follower, type StreamSnapshot, type StreamSource, type StreamStatus } from './follow-stream.ts';
import { useConnection } from './lab-context.ts';

export type Stream<State> = {
  state: State;
  /** `idle`: there is nothing to stream. */
  status: StreamStatus | 'idle';
  /** Why it failed; undefined otherwise. */
  error: unknown;
  /** Begins again from `initial`. */
  restart: () => void;
};

export type StreamOptions<Event, State> = StreamSource<Event, State> & {
  /** What is streamed; another key is another stream. null: nothing. */
  key: string | null;
};

/** Follows an event stream of the lab while the component lives; repaints at most five times a second. */
export function useStream<Event, State>({ key, open, initial, reduce }: StreamOptions<Event, State>): Stream<State> {
  const connection = useConnection();
  const follower = useRef<Follower>(null);
  const [shown, setShown] = useState<{ key: string; snapshot: StreamSnapshot<State> } | null>(null);
  const source = useEffectEvent((): StreamSource<Event, State> => ({ open, initial, reduce }));

  useEffect(() => {
    if (key === null) return undefined;
    const current = followStream(connection, source(), (snapshot) => setShown({ key, snapshot }));
    follower.current = current;
    return () => {
      follower.current = null;
      current.stop();
    };
  }, [key, connection]);

  const restart = (): void => follower.current?.restart();
  if (key === null) return { state: initial, status: 'idle', error: undefined, restart };
  if (shown?.key !== key) return { state: initial, status: 'opening', error: undefined, restart };
  return { ...shown.snapshot, restart };
}
