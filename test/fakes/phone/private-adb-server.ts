import { execFileSync, spawn } from 'node:child_process';
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
  readonly pid: number;
  readonly environment: NodeJS.ProcessEnv;

  private constructor(port: number, pid: number, environment: NodeJS.ProcessEnv) {
    this.port = port;
    this.pid = pid;
    this.environment = environment;
  }

  /** Ends with the test; until then programs of this process find it as well. */
  static async start(context: TestContext): Promise<PrivateAdbServer> {
    const home = mkdtempSync(join(tmpdir(), 'proxylab-adb-'));
    const port = await freePort();
    const own = { HOME: home, ANDROID_ADB_SERVER_PORT: String(port), ADB_VENDOR_KEYS: '', PROXYLAB_ADB: 'adb' };
    const before = { ...process.env };
    const environment = { ...process.env, ...own, TMPDIR: home };
    // Not `start-server`: a child in the foreground is one whose pid is known.
    const server = spawn('adb', ['-P', String(port), 'nodaemon', 'server'], { env: environment, stdio: 'ignore' });
    context.after(async () => {
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
      for (const name of Object.keys(own)) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
      rmSync(home, { recursive: true, force: true });
    });
    Object.assign(process.env, own);
    while (!(await answers(port))) await sleep(20);
    return new PrivateAdbServer(port, server.pid!, environment);
  }

  /** The adb program itself, for comparison. */
  adb(...args: readonly string[]): string {
    return execFileSync('adb', ['-P', String(this.port), ...args], { env: this.environment, encoding: 'utf8' });
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
