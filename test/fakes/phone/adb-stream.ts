import { adb, encodePacket } from './adb-packet.ts';

/** One service's stream among the many of a connection. */
export class AdbStream {
  /** Takes what the computer sends; the next packet waits for it. */
  onData: (bytes: Buffer) => Promise<void> | void = () => {};
  onClose: () => void = () => {};
  readonly local: number;
  readonly #remote: number;
  readonly #send: (packet: Buffer) => void;
  readonly #maximumBytes: number;
  readonly #forget: () => void;
  #acknowledged: () => void = () => {};
  #writing: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(local: number, remote: number, connection: { send(packet: Buffer): void; forget(): void; readonly maximumBytes: number }) {
    this.local = local;
    this.#remote = remote;
    this.#send = (packet) => connection.send(packet);
    this.#forget = () => connection.forget();
    this.#maximumBytes = connection.maximumBytes;
  }

  /** Resolves when the computer has taken it. */
  write(bytes: Buffer): Promise<void> {
    this.#writing = this.#writeAfter(this.#writing, bytes);
    return this.#writing;
  }

  async #writeAfter(earlier: Promise<void>, bytes: Buffer): Promise<void> {
    await earlier;
    for (let from = 0; from < bytes.length && !this.#isClosed; from += this.#maximumBytes) {
      const acknowledged = new Promise<void>((resolve) => (this.#acknowledged = resolve));
      this.#send(encodePacket(adb.write, this.local, this.#remote, bytes.subarray(from, from + this.#maximumBytes)));
      await acknowledged;
    }
  }

  async end(): Promise<void> {
    await this.#writing;
    if (this.#isClosed) return;
    this.#send(encodePacket(adb.close, this.local, this.#remote));
    this.closed();
  }

  acknowledged(): void {
    this.#acknowledged();
  }

  async received(bytes: Buffer): Promise<void> {
    await this.onData(bytes);
    if (!this.#isClosed) this.#send(encodePacket(adb.okay, this.local, this.#remote));
  }

  /** The other side closed it, or the link is lost. */
  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#forget();
    this.#acknowledged();
    this.onClose();
  }
}
