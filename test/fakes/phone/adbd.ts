import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { AdbConnection, type AdbServices } from './adb-connection.ts';
import type { FaultOrder, Faults } from './faults.ts';
import { serveShell } from './shell-service.ts';
import { serveSync } from './sync-service.ts';

/**
 * A phone's adb daemon, run inside the phone's sandbox by `FakePhone`. It is told its port and properties in the environment, and its faults
 * over the channel to the test; it ends with the test.
 */
interface Config {
  /** 0: any. */
  readonly port: number;
  readonly banner: string;
  readonly environment: Readonly<Record<string, string>>;
}

const config = JSON.parse(process.env['FAKE_ADBD']!) as Config;
const faults: Faults = { printsGarbage: false, isMute: false, bytesToCut: Number.POSITIVE_INFINITY, authorization: 'open' };
const sockets = new Set<Socket>();
let port = config.port;
let slowness: NodeJS.Timeout | undefined;

const services: AdbServices = {
  banner: config.banner,
  faults,
  knownKeys: new Set(),
  open(service, stream) {
    const command = /^(?:shell|exec):([^]*)$/.exec(service)?.[1];
    if (command !== undefined) serveShell(stream, command, config.environment, faults);
    else if (service === 'sync:') void serveSync(stream);
    else return false;
    return true;
  },
  cut: drop,
};

const server = createServer((socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  if (faults.isMute) socket.on('error', () => {});
  else AdbConnection.serve(socket, services);
});

function listen(): void {
  server.listen(port, '127.0.0.1', () => {
    ({ port } = server.address() as AddressInfo);
    process.send!({ port });
  });
}

function drop(): void {
  for (const socket of sockets) socket.destroy();
}

/** Programs for the phone's processor stand still every other moment. */
function setSlow(isOn: boolean): void {
  clearInterval(slowness);
  signalPrograms('SIGCONT');
  let moment = 0;
  if (isOn) slowness = setInterval(() => signalPrograms(moment++ % 2 === 0 ? 'SIGSTOP' : 'SIGCONT'), 20);
}

function signalPrograms(signal: NodeJS.Signals): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('qemu-')) process.kill(Number(pid), signal);
    } catch {
      // it has ended
    }
  }
}

function obey(order: FaultOrder): void {
  switch (order.order) {
    case 'drop':
      return drop();
    case 'refuse':
      if (!order.isOn) return listen();
      server.close();
      return drop();
    case 'mute':
      faults.isMute = order.isOn;
      if (!order.isOn) return drop(); // the server then greets it anew
      for (const socket of sockets) socket.pause();
      return;
    case 'cutAfter':
      faults.bytesToCut = order.bytes;
      return;
    case 'authorize':
      faults.authorization = order.how;
      return drop();
    case 'garbage':
      faults.printsGarbage = order.isOn;
      return;
    case 'slow':
      return setSlow(order.isOn);
  }
}

process.on('message', (order: FaultOrder) => {
  obey(order);
  if (order.order !== 'refuse' || order.isOn) process.send!({ done: order.order });
});
process.on('disconnect', () => process.exit(0));
listen();
