import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real adb server of the test's own: its port and its home, with its key, are nobody else's. */
export class PrivateAdbServer {
  readonly port: number;
  readonly environment: NodeJS.ProcessEnv;
  readonly #home: string;
  #server: ChildProcess | undefined;

  private constructor(port: number, home: string) {
    this.port = port;
    this.#home = home;
    this.environment = { ...process.env, ...this.#variables(), TMPDIR: home };
  }

  /** Ends with the test; until then programs of this process find it as well. */
  static async start(context: Pick<TestContext, 'after'>): Promise<PrivateAdbServer> {
    const adb = await PrivateAdbServer.open();
    const before = { ...process.env };
    const own = adb.#variables();
    Object.assign(process.env, own);
    context.after(async () => {
      for (const name of Object.keys(own)) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
      await adb.close();
    });
    return adb;
  }

  /** To be closed; programs find it by its `environment`. */
  static async open(): Promise<PrivateAdbServer> {
    const adb = new PrivateAdbServer(await freePort(), mkdtempSync(join(tmpdir(), 'proxylab-adb-')));
    // Not `start-server`: a child in the foreground is one whose pid is known.
    adb.#server = spawn('adb', ['-P', String(adb.port), 'nodaemon', 'server'], { env: adb.environment, stdio: 'ignore' });
    while (!(await answers(adb.port))) await sleep(20);
    return adb;
  }

  get pid(): number {
    return this.#server!.pid!;
  }

  /** As by kill -9: a program that needs it starts another one on its port. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return this.#endOther();
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    await this.kill();
    await this.#endOther();
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The adb program itself, for comparison. */
  adb(...args: readonly string[]): string {
    return execFileSync('adb', ['-P', String(this.port), ...args], {
      env: this.environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  #variables(): Readonly<Record<string, string>> {
    return { HOME: this.#home, ANDROID_ADB_SERVER_PORT: String(this.port), ADB_VENDOR_KEYS: '', PROXYLAB_ADB: 'adb' };
  }

  /** The one that a program has started in its place. */
  async #endOther(): Promise<void> {
    if (await answers(this.port)) this.adb('kill-server');
  }

  /** Whether its process is Debian's adb. */
  isReal(): boolean {
    return readFileSync(`/proc/${this.pid}/cmdline`, 'utf8').startsWith('adb\0');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
