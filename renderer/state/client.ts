import { createORPCClient } from '@orpc/client';
import type { LabClient } from '../../preload/contract/index.ts';
import { ConnectionLost } from './failure.ts';
import { openPort } from './port-transport.ts';
import { openSocket } from './socket-transport.ts';
import type { LabLink, OpenTransport } from './transport.ts';

/** `lost`: it was open (or could not be opened) and is being tried again. */
export type ConnectionState = 'connecting' | 'open' | 'lost';

export type ConnectionStatus = {
  state: ConnectionState;
  /** Counts openings, so that streams know when to start again. */
  generation: number;
};

/** One lab for the whole window: a client that outlives its transport. */
export type LabConnection = {
  client: LabClient;
  status: () => ConnectionStatus;
  /** Calls `listener` at every change; returns how to stop. */
  subscribe: (listener: () => void) => () => void;
  /** Tries again now instead of at the next turn. */
  retry: () => void;
};

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** Connects to the lab and stays connected: through the desktop shell's port where there is one, else through a WebSocket. */
export function connectLab(open: OpenTransport = window.lab === undefined ? openSocket : openPort(window.lab)): LabConnection {
  let status: ConnectionStatus = { state: 'connecting', generation: 0 };
  let link: LabLink | null = null;
  let waiting: ((link: LabLink) => void)[] = [];
  let pauseMs = firstPauseMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const change = (next: ConnectionStatus): void => {
    status = next;
    for (const listener of listeners) listener();
  };

  const lose = (): void => {
    link = null;
    change({ ...status, state: 'lost' });
    timer = setTimeout(() => void attempt(), pauseMs);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  };

  const attempt = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    try {
      const opened = (await open(lose)).link;
      link = opened;
      pauseMs = firstPauseMs;
      change({ state: 'open', generation: status.generation + 1 });
      for (const resolve of waiting) resolve(opened);
      waiting = [];
    } catch {
      // Why it can't be opened shows in nothing but the attempt itself; the banner says what a person may do.
      lose();
    }
  };

  /** Calls made while there is no connection wait for it. */
  const ready = (signal: AbortSignal | undefined): Promise<LabLink> =>
    link !== null
      ? Promise.resolve(link)
      : new Promise((resolve, reject) => {
          waiting.push(resolve);
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        });

  void attempt();
  return {
    client: createORPCClient<LabClient>({
      call: async (path, input, options) => {
        const current = await ready(options.signal);
        try {
          return await current.call(path, input, options);
        } catch (error) {
          // A broken transport surfaces as an abort of calls that nobody aborted.
          if (link !== current && options.signal?.aborted !== true) throw new ConnectionLost();
          throw error;
        }
      },
    }),
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry: () => {
      if (timer !== undefined) void attempt();
    },
  };
}
