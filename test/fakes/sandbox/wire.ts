import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** A TCP wire to a real server, which can be cut, muted, slowed down or refused: servers take no orders to misbehave. */
export class Wire {
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #muted = false;
  #delayMs = 0;
  #bytesLeft = Infinity;

  /** `target`: port of the real server. */
  constructor(target: number) {
    this.#target = target;
  }

  get port(): number {
    return this.#port;
  }

  /** Listens; after `refuse` on the same port as before. */
  async open(): Promise<this> {
    this.#server = createServer((socket) => this.#join(socket));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Cuts after so many more bytes to the server. */
  cutAfter(bytes: number): void {
    this.#bytesLeft = bytes;
  }

  /** Stays connected and says nothing more. */
  mute(muted: boolean): void {
    this.#muted = muted;
    for (const socket of this.#sockets) {
      if (muted) socket.pause();
      else socket.resume();
    }
  }

  /** Every piece takes so much longer. */
  slow(delayMs: number): void {
    this.#delayMs = delayMs;
  }

  /** Cuts, and takes no new connection until it is opened again. */
  async refuse(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.cut();
    if (server) await new Promise((closed) => server.close(closed));
  }

  #join(client: Socket): void {
    const server = connect(this.#target, '127.0.0.1');
    this.#pass(client, server, true);
    this.#pass(server, client, false);
  }

  #pass(from: Socket, to: Socket, isToServer: boolean): void {
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.on('error', () => undefined);
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    from.on('data', (piece: Buffer) => {
      if (isToServer && (this.#bytesLeft -= piece.length) < 0) {
        this.#bytesLeft = Infinity;
        this.cut();
      } else if (this.#delayMs > 0) {
        setTimeout(() => to.write(piece), this.#delayMs);
      } else if (!to.write(piece)) {
        from.pause();
        to.once('drain', () => this.#muted || from.resume());
      }
    });
    if (this.#muted) from.pause();
  }
}
