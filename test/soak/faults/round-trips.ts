import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket as NodeSocket } from 'ws';
import type { LabClient } from '../../../preload/contract/index.ts';

const intervalMs = 250;

/** A window's place: a process of its own that asks a served lab again and again, and takes the time until it has the answer. */
export class RoundTrips {
  readonly #child: ChildProcess = fork(import.meta.filename);

  begin(address: string): void {
    this.#child.send(address);
  }

  /** In milliseconds, in order. */
  async taken(): Promise<readonly number[]> {
    const told = once(this.#child, 'message');
    this.#child.send('taken');
    return ((await told) as [readonly number[]])[0];
  }

  close(): void {
    this.#child.kill();
  }
}

async function clientOf(address: string): Promise<LabClient> {
  const { host, hash } = new URL(address);
  const socket = new NodeSocket(`ws://${host}/rpc?${hash.slice(1)}`, { origin: `http://${host}` });
  await once(socket, 'open');
  return createORPCClient<LabClient>(new RPCLink({ websocket: socket as unknown as WebSocket }));
}

/** As a window does that shows the list of the campaigns and one of them. */
async function ask(client: LabClient, tripsMs: number[]): Promise<never> {
  for (;;) {
    const askedAt = performance.now();
    const [first] = await client.campaigns.list();
    tripsMs.push(performance.now() - askedAt);
    await sleep(intervalMs);
    if (first === undefined) continue;
    const askedAgainAt = performance.now();
    await client.campaigns.get({ campaignId: first.id });
    tripsMs.push(performance.now() - askedAgainAt);
    await sleep(intervalMs);
  }
}

if (process.argv[1] === import.meta.filename) {
  const tripsMs: number[] = [];
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message: string) => {
    if (message === 'taken') process.send?.(tripsMs);
    else void clientOf(message).then((client) => ask(client, tripsMs));
  });
}
