import { RPCHandler } from '@orpc/server/ws';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { WebSocketServer } from 'ws';
import { LabError } from './core/lab-error.ts';
import type { Lab } from './lab.ts';

export interface ServeConfig {
  readonly lab: Lab;
  /** Folder of the built window. */
  readonly windowFolder: string;
  /** 0: any free port. */
  readonly port: number;
}

export interface ServedLab {
  /** Address with the token that lets a browser in; whoever has it has the lab. */
  readonly url: string;
  close(): Promise<void>;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

const securityHeaders = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** Largest message of the window: an imported table. */
const maximumMessageBytes = 256 * 1024 * 1024;

/** The lab behind loopback HTTP (the window) and WebSocket (the contract). Host, Origin and token are checked on every connection. */
export async function serve({ lab, windowFolder, port }: ServeConfig): Promise<ServedLab> {
  const token = randomBytes(32).toString('base64url');
  const http = createServer((request, response) => void answer(windowFolder, request, response));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes });
  const handler = new RPCHandler(lab.router);

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
    async close() {
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      await new Promise<void>((resolve) => void http.close(() => resolve()));
    },
  };

  async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, type: string, body: Uint8Array | string): void => {
      response.writeHead(status, { ...securityHeaders, 'content-type': type }).end(request.method === 'HEAD' ? undefined : body);
    };
    if (!hosts.includes(request.headers.host ?? '')) return send(403, 'text/plain', 'This address is not the lab’s.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'Only GET.');
    const file = await readWindowFile(folder, request.url ?? '/');
    return file ? send(200, file.type, file.bytes) : send(404, 'text/plain', 'Not found.');
  }
}

/** A page's path without extension is the window itself: the window routes. */
async function readWindowFile(folder: string, url: string): Promise<{ readonly type: string; readonly bytes: Uint8Array } | null> {
  const path = new URL(url, 'http://window').pathname; // resolves `..`
  const name = extname(path) === '' ? 'index.html' : decodeURIComponent(path).slice(1);
  const type = contentTypes[extname(name)];
  if (type === undefined || name.split(/[\\/]/).includes('..') || name.includes('\0')) return null;
  try {
    return { type, bytes: await readFile(join(folder, name)) };
  } catch {
    return null;
  }
}

function isTrusted(request: IncomingMessage, hosts: readonly string[], token: string): boolean {
  const { host = '', origin = '' } = request.headers;
  const url = new URL(request.url ?? '/', 'http://window');
  return (
    hosts.includes(host) && origin === `http://${host}` && url.pathname === '/rpc' && sameSecret(url.searchParams.get('t') ?? '', token)
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
          new LabError({ code: 'port-in-use', message: `Port ${port} is in use.`, remedy: 'Choose another one with --port, or leave it out for any free port.', cause }),
        );
      else if (cause.code === 'EACCES')
        reject(new LabError({ code: 'permission-denied', message: `Port ${port} may not be opened.`, remedy: 'Choose a port above 1023.', cause }));
      else reject(cause);
    });
    http.listen(port, '127.0.0.1', resolve);
  });
}
