import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { AdbServer } from '../../../main/devices/adb/adb-server.ts';
import { PrivateAdbServer } from '../../fakes/phone/private-adb-server.ts';
import { withoutPhones } from './adb-bench.ts';

const withLength = (text: string): string => text.length.toString(16).padStart(4, '0') + text;

/** An adb server that pairs, as those from 30 on; Debian 12 has 29. Tells what it was asked. */
async function newerServer(context: TestContext, answer: string): Promise<{ readonly server: AdbServer; readonly asked: string[] }> {
  const asked: string[] = [];
  const listening = createServer((socket) => {
    socket.once('data', (request) => {
      asked.push(request.toString());
      socket.end(`OKAY${withLength(answer)}`);
    });
  }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  context.after(() => listening.close());
  return { server: new AdbServer('adb', (listening.address() as AddressInfo).port), asked };
}

void test('a phone is paired by its code', async (context) => {
  const { server, asked } = await newerServer(context, 'Successfully paired to 192.168.1.20:37123 [guid=adb-2A-x]');
  await server.pair('192.168.1.20', 37123, '123456');
  assert.deepEqual(asked, [withLength('host:pair:123456:192.168.1.20:37123')]);
});

void test('a code that the phone does not take', async (context) => {
  const { server } = await newerServer(context, 'Failed: Wrong password or connection was dropped.');
  await assert.rejects(
    server.pair('192.168.1.20', 37123, '123456'),
    (error) => isLabError(error, 'unauthorized') && /Wrong/.test(error.details),
  );
});

void test('an adb that cannot pair says so', { skip: withoutPhones() }, async (context) => {
  const adb = await PrivateAdbServer.start(context);
  await assert.rejects(new AdbServer('adb', adb.port).pair('127.0.0.1', 1, '123456'), (error) => isLabError(error, 'unsupported'));
});
