import { RPCHandler } from '@orpc/server/ws';
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { LabError } from './core/lab-error.ts';
import type { Lab } from './lab.ts';
import type { ServedAddress } from './served-address.ts';
import { readWindowFile, windowHeaders } from './window-files.ts';

/** A lab that may become another one: then `subscribe`'s listener is called. */
export interface ServableLab {
  readonly router: Lab['router'];
  subscribe?(listener: () => void): void;
}

export interface ServeConfig {
  readonly lab: ServableLab;
  /** Folder of the built window. */
  readonly windowFolder: string;
  readonly address: ServedAddress;
}

export interface ServedLab {
  /** Address with the token that lets a browser in; whoever has it has the lab. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Largest message of the window: an imported table. */
const maximumMessageBytes = 256 * 1024 * 1024;
/** WebSocket’s close code for a server that will be back: windows connect again. */
const restarting = 1012;

/** The lab behind loopback HTTP (the window) and WebSocket (the contract). Host, Origin and token are checked on every connection. */
export async function serve({ lab, windowFolder, address: { port, token } }: ServeConfig): Promise<ServedLab> {
  const http = createServer((request, response) => void answer(windowFolder, request, response));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes });
  let handler = new RPCHandler(lab.router);
  lab.subscribe?.(() => {
    handler = new RPCHandler(lab.router);
    for (const client of sockets.clients) client.close(restarting, 'another lab is open');
  });

  await listen(http, port);
  const { port: actualPort } = http.address() as AddressInfo;
  const hosts = [`127.0.0.1:${actualPort}`, `localhost:${actualPort}`];

  http.on('upgrade', (request, socket, head) => {
    if (!isTrusted(request, hosts, token)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => void handler.upgrade(client, { context: {} }));
  });

  return {
    url: `http://127.0.0.1:${actualPort}/#t=${token}`,
    port: actualPort,
    async close() {
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      await new Promise<void>((resolve) => void http.close(() => resolve()));
    },
  };

  async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, type: string, body: Uint8Array | string): void => {
      response.writeHead(status, { ...windowHeaders, 'content-type': type }).end(request.method === 'HEAD' ? undefined : body);
    };
    if (!hosts.includes(request.headers.host ?? '')) return send(403, 'text/plain', 'This address is not the lab’s.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'Only GET.');
    const url = URL.parse(request.url ?? '/', 'http://window');
    const file = url && (await readWindowFile(folder, url.pathname));
    return file ? send(200, file.contentType, file.bytes) : send(404, 'text/plain', 'Not found.');
  }
}

function isTrusted(request: IncomingMessage, hosts: readonly string[], token: string): boolean {
  const { host = '', origin = '' } = request.headers;
  const url = URL.parse(request.url ?? '/', 'http://window');
  return (
    hosts.includes(host) && origin === `http://${host}` && url?.pathname === '/rpc' && sameSecret(url.searchParams.get('t') ?? '', token)
  );
}

function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE')
        reject(
          new LabError({
            code: 'port-in-use',
            message: `Port ${port} is in use.`,
            remedy: 'Choose another one with --port, or leave it out for any free port.',
            cause,
          }),
        );
      else if (cause.code === 'EACCES')
        reject(
          new LabError({
            code: 'permission-denied',
            message: `Port ${port} may not be opened.`,
            remedy: 'Choose a port above 1023.',
            cause,
          }),
        );
      else reject(cause);
    });
    http.listen(port, '127.0.0.1', resolve);
  });
}
