import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { devNull, networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { startServedLab, type ServedLab } from './harness/served-lab.ts';

describe('serve lets in nobody but the person who started it', () => {
  let lab: ServedLab;
  before(async () => {
    lab = await startServedLab();
  });
  after(async () => {
    assert.equal(await lab.close(), 0);
  });

  /** Resolves with the status that the upgrade was answered with. */
  function upgrade(token: string, headers: Record<string, string>, path = '/rpc'): Promise<number> {
    const socket = new WebSocket(`${lab.origin.replace('http', 'ws')}${path}?t=${token}`, { headers });
    return new Promise((answered) => {
      socket.once('open', () => {
        socket.close();
        answered(101);
      });
      socket.once('unexpected-response', (_request, response: IncomingMessage) => {
        response.resume();
        answered(response.statusCode ?? 0);
      });
      socket.on('error', () => {}); // of a refused upgrade; its status was taken
    });
  }

  async function request(
    path: string,
    options: RequestOptions = {},
  ): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }> {
    const { hostname, port } = new URL(lab.origin);
    const [response] = (await once(get({ hostname, port, path, ...options }), 'response')) as [IncomingMessage];
    let body = '';
    for await (const chunk of response.setEncoding('utf8')) body += chunk as string;
    return { status: response.statusCode ?? 0, headers: response.headers, body };
  }

  it('the right token from its own page is let in', async () => {
    assert.equal(await upgrade(lab.token, { origin: lab.origin }), 101);
  });

  it('a wrong, a shortened and a missing token are refused', async () => {
    for (const token of ['wrong', lab.token.slice(1), `${lab.token}x`, '']) assert.equal(await upgrade(token, { origin: lab.origin }), 403);
  });

  it('another origin, and none, are refused even with the token', async () => {
    for (const origin of ['https://evil.invalid', 'http://127.0.0.1:1', 'null']) assert.equal(await upgrade(lab.token, { origin }), 403);
    assert.equal(await upgrade(lab.token, {}), 403);
  });

  it('another host name is refused: a foreign name that was made to point here', async () => {
    const { port } = new URL(lab.origin);
    const host = `evil.invalid:${port}`;
    assert.equal(await upgrade(lab.token, { host, origin: `http://${host}` }), 403);
    assert.equal((await request('/', { headers: { host } })).status, 403);
  });

  it('another path is no way in', async () => {
    assert.equal(await upgrade(lab.token, { origin: lab.origin }, '/other'), 403);
  });

  it('nothing outside the window’s folder is served', async () => {
    for (const path of [
      '/../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%5c..%5cpackage.json',
      '/a%00.js',
      '/%zz.js',
    ])
      assert.equal((await request(path)).status, 404, path);
  });

  it('pages carry the content security policy and are not kept', async () => {
    const { status, headers } = await request('/');
    assert.equal(status, 200);
    assert.match(String(headers['content-security-policy']), /default-src 'self'.*object-src 'none'.*base-uri 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cache-control'], 'no-store');
  });

  it('only this computer can connect', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) {
      const socket = connect({ host: address, port: Number(new URL(lab.origin).port) });
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      assert.equal(error.code, 'ECONNREFUSED');
    }
  });

  it('a port in use is said so, with exit code 2', () => {
    const { port } = new URL(lab.origin);
    const cli = resolve(import.meta.dirname, '../../main/cli.ts');
    const other = join(lab.labFolder, '../other-lab');
    const { status, stderr } = spawnSync(process.execPath, [cli, 'serve', '--port', port, '--lab', other], {
      encoding: 'utf8',
      env: { ...process.env, PROXYLAB_SETTINGS: devNull },
    });
    assert.equal(status, 2, stderr);
    assert.match(stderr, new RegExp(`Port ${port} is in use\\.`));
  });
});
