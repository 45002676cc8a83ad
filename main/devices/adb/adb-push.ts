import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { throwIfCancelled } from '../../core/lab-error.ts';
import { remoteFailure } from '../remote/command-failure.ts';
import type { PushOptions } from '../remote/device-link.ts';
import { linkLost, linkSilent } from '../remote/link-errors.ts';
import type { AdbStream } from './adb-server.ts';

/** The longest piece of the sync protocol, and how many are handed over at once. */
const pieceBytes = 64 * 1024;
const piecesAtOnce = 16;
const regularFile = 0o100000;

/** Where a file goes. */
export interface PushRoute {
  readonly stream: AdbStream;
  /** The phone's, for sentences. */
  readonly name: string;
  /** A phone that takes nothing for so long is gone, also where the socket stands. */
  readonly idleLimitMs: number;
}

/**
 * Writes a file through the daemon's sync service. Unlike adbkit's own push it waits for the socket, reads the daemon's refusal while it
 * still sends, and ends when nothing moves any more.
 */
export async function pushFile(
  route: PushRoute,
  source: Uint8Array | { readonly file: string },
  path: string,
  { signal, executable = false, progress }: PushOptions,
): Promise<void> {
  const transfer = new Transfer(route, signal);
  try {
    transfer.send(frame('SEND', Buffer.from(`${path},${regularFile | (executable ? 0o755 : 0o644)}`)));
    let sentBytes = 0;
    for await (const bytes of portions(source)) {
      throwIfCancelled(signal);
      await transfer.sendAll(framed(bytes));
      sentBytes += bytes.length;
      progress?.(sentBytes);
    }
    await transfer.finish();
  } finally {
    transfer.end();
  }
}

class Transfer {
  readonly #stream: AdbStream;
  readonly #name: string;
  readonly #idleLimitMs: number;
  readonly #signal: AbortSignal | undefined;
  /** Rejects as soon as the daemon refuses or the link is lost, resolves with its approval. */
  readonly #reply: Promise<void>;
  readonly #broken: Promise<never>;
  #break: (error: Error) => void = () => {};
  #idle: NodeJS.Timeout | undefined;
  readonly #cancel = (): void => {
    try {
      throwIfCancelled(this.#signal);
    } catch (error) {
      this.#break(error as Error);
    }
  };

  constructor({ stream, name, idleLimitMs }: PushRoute, signal: AbortSignal | undefined) {
    this.#stream = stream;
    this.#name = name;
    this.#idleLimitMs = idleLimitMs;
    this.#signal = signal;
    this.#broken = new Promise<never>((_, reject) => (this.#break = reject));
    this.#broken.catch(() => {});
    this.#reply = this.#readReply();
    this.#reply.catch((error: Error) => this.#break(error));
    signal?.addEventListener('abort', this.#cancel, { once: true });
    this.#moved();
  }

  send(bytes: Buffer): boolean {
    return this.#stream.socket.write(bytes);
  }

  async sendAll(bytes: Buffer): Promise<void> {
    const isTaken = this.send(bytes);
    await Promise.race([isTaken ? Promise.resolve() : once(this.#stream.socket, 'drain'), this.#broken]);
    this.#moved();
  }

  async finish(): Promise<void> {
    const modifiedAt = Buffer.alloc(8);
    modifiedAt.write('DONE', 'latin1');
    modifiedAt.writeUInt32LE(Math.floor(Date.now() / 1000), 4);
    this.send(modifiedAt);
    await Promise.race([this.#reply, this.#broken]);
  }

  end(): void {
    clearTimeout(this.#idle);
    this.#signal?.removeEventListener('abort', this.#cancel);
  }

  #moved(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#break(linkSilent(this.#name, 'while a file was sent', this.#idleLimitMs)), this.#idleLimitMs);
  }

  async #readReply(): Promise<void> {
    const { reader } = this.#stream;
    const reply = await reader.readAscii(4);
    const length = (await reader.readBytes(4)).readUInt32LE(0);
    if (reply === 'OKAY') return;
    if (reply !== 'FAIL') throw linkLost(this.#name, `unexpected reply ${JSON.stringify(reply)} to a file`);
    const reason = (await reader.readBytes(Math.min(length, pieceBytes))).toString();
    throw remoteFailure(`${this.#name} does not take a file`, reason);
  }
}

/** Large portions: the fewer, the faster. */
async function* portions(source: Uint8Array | { readonly file: string }): AsyncGenerator<Uint8Array, void> {
  const size = pieceBytes * piecesAtOnce;
  if (source instanceof Uint8Array) {
    for (let from = 0; from < source.length; from += size) yield source.subarray(from, from + size);
    return;
  }
  const file = await open(source.file, 'r');
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(size), 0, size);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function framed(bytes: Uint8Array): Buffer {
  const frames: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += pieceBytes) frames.push(frame('DATA', bytes.subarray(from, from + pieceBytes)));
  return Buffer.concat(frames);
}

function frame(id: string, content: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(8 + content.length);
  bytes.write(id, 'latin1');
  bytes.writeUInt32LE(content.length, 4);
  bytes.set(content, 8);
  return bytes;
}
