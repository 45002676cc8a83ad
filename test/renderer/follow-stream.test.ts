import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionStatus } from '../../renderer/state/client.ts';
import { ConnectionLost } from '../../renderer/state/failure.ts';
import { followStream, type StreamSnapshot } from '../../renderer/state/follow-stream.ts';

/** A connection that the test opens and breaks. */
class Connection {
  #status: ConnectionStatus = { state: 'open', generation: 1 };
  readonly #listeners = new Set<() => void>();

  status = (): ConnectionStatus => this.#status;
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  change(status: ConnectionStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
  get listeners(): number {
    return this.#listeners.size;
  }
}

async function* events(...values: readonly number[]): AsyncGenerator<number, void> {
  yield* values;
}

/** Collects paints; `until` resolves with the first that has the status. */
function painter() {
  const snapshots: StreamSnapshot<readonly number[]>[] = [];
  const waiting = new Map<string, (snapshot: StreamSnapshot<readonly number[]>) => void>();
  return {
    snapshots,
    paint: (snapshot: StreamSnapshot<readonly number[]>): void => {
      snapshots.push(snapshot);
      waiting.get(snapshot.status)?.(snapshot);
    },
    until: (status: string) => new Promise<StreamSnapshot<readonly number[]>>((resolve) => waiting.set(status, resolve)),
  };
}

const collect = {
  initial: [] as readonly number[],
  reduce: (state: readonly number[], events: readonly number[]) => [...state, ...events],
};

test('events are put into the state in order; the last paint has all of them', async () => {
  const { paint, until, snapshots } = painter();
  const ended = until('ended');
  followStream(new Connection(), { ...collect, open: async () => events(1, 2, 3) }, paint);
  assert.deepEqual(await ended, { state: [1, 2, 3], status: 'ended', error: undefined });
  assert.equal(snapshots[0]?.status, 'live');
});

test('a failure keeps what came before it, and it can begin again', async () => {
  const { paint, until } = painter();
  const failure = new Error('no such campaign');
  let turn = 0;
  const failed = until('failed');
  const follower = followStream(
    new Connection(),
    {
      ...collect,
      open: async () => {
        turn += 1;
        return turn > 1
          ? events(7)
          : (async function* () {
              yield 1;
              throw failure;
            })();
      },
    },
    paint,
  );
  assert.deepEqual(await failed, { state: [1], status: 'failed', error: failure });
  const ended = until('ended');
  follower.restart();
  assert.deepEqual((await ended).state, [7]);
});

test('a lost connection is no failure: the stream begins again with the next one', async () => {
  const connection = new Connection();
  const { paint, until, snapshots } = painter();
  const opening = until('opening');
  let turn = 0;
  followStream(
    connection,
    {
      ...collect,
      open: async () => {
        turn += 1;
        return turn > 1
          ? events(1, 2)
          : (async function* () {
              yield 1;
              connection.change({ state: 'lost', generation: 1 });
              throw new ConnectionLost();
            })();
      },
    },
    paint,
  );
  await opening;
  const ended = until('ended');
  connection.change({ state: 'open', generation: 2 });
  assert.deepEqual((await ended).state, [1, 2]);
  assert.ok(snapshots.every((snapshot) => snapshot.status !== 'failed'));
});

test('stopping aborts the call and lets go of the connection', async () => {
  const connection = new Connection();
  const { paint, snapshots } = painter();
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const follower = followStream(
    connection,
    {
      ...collect,
      open: (signal) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            resolve();
            reject(new Error('aborted'));
          }),
        ),
    },
    paint,
  );
  follower.stop();
  await aborted;
  assert.equal(connection.listeners, 0);
  assert.equal(snapshots.length, 0);
});
