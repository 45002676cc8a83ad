import { LabError, throwIfCancelled } from '../../core/lab-error.ts';
import type { CommandOptions, CommandResult, DeviceLink, PushOptions } from '../remote/device-link.ts';
import type { SshSession } from './ssh-session.ts';

/** A board's shell and files over SSH. A connection is made when it is needed, and again after it was lost: only what was under way then fails. */
export class SshLink implements DeviceLink {
  readonly #connect: () => Promise<SshSession>;
  #session: Promise<SshSession> | undefined;
  #open: SshSession | undefined;
  #closed = false;

  /** `connect` makes a new connection; it throws in bounded time where it cannot. */
  constructor(connect: () => Promise<SshSession>) {
    this.#connect = connect;
  }

  /** Whether there is a connection now, as far as is known. */
  get isOpen(): boolean {
    return this.#open?.isOpen ?? false;
  }

  /** Connects where there is no connection. Throws what `connect` throws. */
  async open(signal?: AbortSignal): Promise<void> {
    await this.#connected(signal);
  }

  async run(command: string, options: CommandOptions = {}): Promise<CommandResult> {
    const session = await this.#connected(options.signal);
    return await session.run(command, options);
  }

  async push(source: Uint8Array | { readonly file: string }, path: string, options: PushOptions = {}): Promise<void> {
    const session = await this.#connected(options.signal);
    await session.push(source, path, options);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#open?.close();
  }

  async #connected(signal: AbortSignal | undefined): Promise<SshSession> {
    throwIfCancelled(signal);
    if (this.#closed) throw new LabError({ code: 'device-offline', message: 'This board was removed from the lab or the lab is closing.' });
    if (this.#open?.isOpen) return this.#open;
    this.#session ??= this.#reconnect();
    return signal === undefined ? await this.#session : await untilCancelled(this.#session, signal);
  }

  /** All who wait share one attempt. */
  async #reconnect(): Promise<SshSession> {
    try {
      const session = await this.#connect();
      if (this.#closed) session.close();
      this.#open = session;
      return session;
    } finally {
      this.#session = undefined;
    }
  }
}

async function untilCancelled<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new LabError({ code: 'cancelled', message: 'Cancelled.', cause: signal.reason }));
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
