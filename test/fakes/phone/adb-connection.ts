import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { hasSigned } from './adb-key.ts';
import { adb, adbVersion, type AdbHeader, decodeHeader, encodePacket, headerBytes, maximumPayload } from './adb-packet.ts';
import { AdbStream } from './adb-stream.ts';
import { ByteQueue } from './byte-queue.ts';
import type { Faults } from './faults.ts';

export interface AdbServices {
  /** `key=value;` pairs that the phone introduces itself with. */
  readonly banner: string;
  readonly faults: Faults;
  /** Keys that were accepted once, as base64. */
  readonly knownKeys: Set<string>;
  /** Begins a service; false where there is none of that name. */
  open(service: string, stream: AdbStream): boolean;
  /** The link breaks in the midst of what comes in. */
  cut(): void;
}

const [authToken, authSignature, authPublicKey] = [1, 2, 3];

/** What an adb server says to the phone over one socket. */
export class AdbConnection {
  readonly #socket: Socket;
  readonly #services: AdbServices;
  readonly #input = new ByteQueue(4 * maximumPayload);
  readonly #streams = new Map<number, AdbStream>();
  #nextStream = 1;
  #maximumBytes = maximumPayload;
  #token = randomBytes(20);
  #isTrusted = false;

  private constructor(socket: Socket, services: AdbServices) {
    this.#socket = socket;
    this.#services = services;
  }

  static serve(socket: Socket, services: AdbServices): void {
    const connection = new AdbConnection(socket, services);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => void connection.#take(bytes));
    socket.on('close', () => {
      connection.#input.end();
      for (const stream of connection.#streams.values()) stream.closed();
    });
    void connection.#serve();
  }

  async #take(bytes: Buffer): Promise<void> {
    const { faults, cut } = this.#services;
    faults.bytesToCut -= bytes.length;
    if (faults.bytesToCut < 0) {
      faults.bytesToCut = Number.POSITIVE_INFINITY;
      return cut();
    }
    this.#socket.pause();
    await this.#input.put(bytes);
    if (!faults.isMute) this.#socket.resume();
  }

  async #serve(): Promise<void> {
    try {
      for (;;) {
        const header = decodeHeader(await this.#input.take(headerBytes));
        this.#handle(header, header.length === 0 ? Buffer.alloc(0) : await this.#input.take(header.length));
      }
    } catch {
      this.#socket.destroy(); // it has ended, or it does not speak the protocol
    }
  }

  #handle({ command, first, second }: AdbHeader, payload: Buffer): void {
    if (command === adb.connect) {
      this.#maximumBytes = Math.min(maximumPayload, second);
      if (this.#services.faults.authorization === 'open') this.#trust();
      else this.#send(encodePacket(adb.auth, authToken, 0, this.#token));
    } else if (command === adb.auth) this.#authorize(first, payload);
    else if (!this.#isTrusted) throw new Error('not trusted');
    else if (command === adb.open) this.#open(first, payload.toString().replace(/\0+$/, ''));
    else if (command === adb.okay) this.#streams.get(second)?.acknowledged();
    else if (command === adb.close) this.#streams.get(second)?.closed();
    else if (command === adb.write) {
      const stream = this.#streams.get(second);
      if (stream === undefined) this.#send(encodePacket(adb.close, 0, first));
      else void stream.received(payload);
    }
  }

  /** A key that signs the token is trusted where it is known; an unknown one is asked for, and refused in silence. */
  #authorize(kind: number, payload: Buffer): void {
    const { knownKeys, faults } = this.#services;
    const isAllowed = faults.authorization !== 'refuses';
    if (kind === authSignature && !(isAllowed && [...knownKeys].some((key) => hasSigned(key, this.#token, payload)))) {
      this.#token = randomBytes(20);
      return this.#send(encodePacket(adb.auth, authToken, 0, this.#token));
    }
    if (kind === authPublicKey) {
      if (!isAllowed) return;
      knownKeys.add(payload.toString().replace(/\0.*$/s, '').trim());
    }
    this.#trust();
  }

  #trust(): void {
    this.#isTrusted = true;
    this.#send(encodePacket(adb.connect, adbVersion, maximumPayload, Buffer.from(this.#services.banner)));
  }

  #open(remote: number, service: string): void {
    const local = this.#nextStream++;
    const stream = new AdbStream(local, remote, {
      send: (packet) => this.#send(packet),
      forget: () => void this.#streams.delete(local),
      maximumBytes: this.#maximumBytes,
    });
    this.#streams.set(local, stream);
    this.#send(encodePacket(adb.okay, local, remote));
    if (!this.#services.open(service, stream)) void stream.end();
  }

  #send(packet: Buffer): void {
    this.#socket.write(packet);
  }
}
