import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { PortBridge, type FakePort, type PortTraffic } from './fake-ports.ts';

/** What a parent and its utility process say to each other. */
export type UtilityTraffic =
  | { readonly kind: 'message'; readonly message: unknown; readonly ports: readonly number[] }
  | { readonly kind: 'ports'; readonly traffic: PortTraffic };

interface ForkOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio?: 'pipe' | 'inherit' | 'ignore';
  readonly serviceName?: string;
}

const parentPort = fileURLToPath(new URL('./parent-port.ts', import.meta.url));

/** Electron's utility process as a real child process of Node.js that runs the built entry, with `process.parentPort` in it. */
export class FakeUtilityProcess extends EventEmitter {
  readonly modulePath: string;
  readonly #child: ChildProcess;
  readonly #bridge = new PortBridge((traffic) => this.#send({ kind: 'ports', traffic }));

  constructor(modulePath: string, args: readonly string[], { cwd, env = process.env, stdio = 'inherit' }: ForkOptions) {
    super();
    this.modulePath = modulePath;
    const { NODE_TEST_CONTEXT: _context, NODE_OPTIONS: _options, ...inherited } = env;
    this.#child = fork(modulePath, args, {
      cwd,
      env: inherited,
      execArgv: ['--import', parentPort],
      serialization: 'advanced',
      stdio: [stdio === 'pipe' ? 'ignore' : stdio, stdio, stdio, 'ipc'],
    });
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.once('exit', (code) => {
      this.#bridge.closeAll();
      this.emit('exit', code ?? 1);
    });
    this.#child.on('message', (traffic: UtilityTraffic) => {
      if (traffic.kind === 'ports') this.#bridge.receive(traffic.traffic);
      else this.emit('message', traffic.message);
    });
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  get stdout(): Readable | null {
    return this.#child.stdout;
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  postMessage(message: unknown, ports: readonly FakePort[] = []): void {
    this.#send({ kind: 'message', message, ports: this.#bridge.transfer(ports) });
  }

  kill(signal: NodeJS.Signals = 'SIGTERM'): boolean {
    return this.#child.kill(signal);
  }

  #send(traffic: UtilityTraffic): void {
    if (this.#child.connected) this.#child.send(traffic);
  }
}
