import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectLab, type LabConnection } from '../../renderer/state/client.ts';
import { ConnectionLost } from '../../renderer/state/failure.ts';
import type { LabLink } from '../../renderer/state/transport.ts';

const info = { name: 'lab', folder: 'lab', version: '1', runtime: 'r' };

/** Resolves when the connection next has the state. */
function until(connection: LabConnection, state: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = connection.subscribe(() => {
      if (connection.status().state !== state) return;
      stop();
      resolve();
    });
  });
}

test('calls made before there is a connection wait for it', async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const link: LabLink = { call: async (path) => ({ ...info, name: path.join('.') }) };
  const connection = connectLab(async () => {
    await opened;
    return { link };
  });
  assert.deepEqual(connection.status(), { state: 'connecting', generation: 0 });
  const answer = connection.client.lab.info();
  open();
  assert.equal((await answer).name, 'lab.info');
  assert.deepEqual(connection.status(), { state: 'open', generation: 1 });
});

test('a call that waits can be given up', async () => {
  const connection = connectLab(() => new Promise(() => {}));
  const controller = new AbortController();
  const answer = connection.client.lab.info(undefined, { signal: controller.signal });
  controller.abort(new Error('given up'));
  await assert.rejects(answer, /given up/u);
});

test('a lost connection fails the calls under way as lost, and is opened again', async () => {
  const closes: (() => void)[] = [];
  const fails: ((error: Error) => void)[] = [];
  const connection = connectLab(async (onClose) => {
    closes.push(onClose);
    const first = closes.length === 1;
    return { link: { call: () => (first ? new Promise((_, reject) => fails.push(reject)) : Promise.resolve(info)) } };
  });
  await until(connection, 'open');
  const answer = connection.client.lab.info();
  const lost = assert.rejects(answer, ConnectionLost);
  await Promise.resolve();
  closes[0]?.();
  assert.equal(connection.status().state, 'lost');
  fails[0]?.(new Error('peer closed'));
  await lost;
  const opened = until(connection, 'open');
  connection.retry();
  await opened;
  assert.deepEqual(connection.status(), { state: 'open', generation: 2 });
  assert.deepEqual(await connection.client.lab.info(), info);
});

test('a lab that does not answer is tried again', async () => {
  let attempts = 0;
  const connection = connectLab(async () => {
    attempts += 1;
    if (attempts < 3) throw new Error('refused');
    return { link: { call: async () => info } };
  });
  await until(connection, 'lost');
  const again = until(connection, 'lost');
  connection.retry();
  await again;
  const opened = until(connection, 'open');
  connection.retry();
  await opened;
  assert.equal(attempts, 3);
});
