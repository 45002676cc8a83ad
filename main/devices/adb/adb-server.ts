import adbkit, { type Client } from '@devicefarmer/adbkit';
import type { Socket } from 'node:net';
import { isLabError, LabError, throwIfCancelled } from '../../core/lab-error.ts';
import { linkSilent } from '../remote/link-errors.ts';
import { adbError } from './adb-error.ts';
import { withinLimit } from './within-limit.ts';

const defaultPort = 5037;
/** Starting a server takes a second or two, on a busy computer more. */
const serverLimitMs = 15_000;
const connectLimitMs = 20_000;

/** A phone as the adb server lists it. */
export interface AdbListing {
  readonly serial: string;
  /** `device` is ready; others are `unauthorized`, `offline`, `recovery`, … as the server names them. */
  readonly state: string;
}

export interface Opening {
  /** The phone's, for sentences. */
  readonly name: string;
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The user's adb server on this computer; started where there is none, never ended. */
export class AdbServer {
  readonly #client: Client;

  /** `program` is the adb that starts the server where none runs. */
  constructor(program: string, port = Number(process.env['ANDROID_ADB_SERVER_PORT'] ?? '') || defaultPort) {
    this.#client = adbkit.Adb.createClient({ host: '127.0.0.1', port, bin: program });
    this.#client.on('error', () => {}); // errors of sockets that nobody waits for any more
  }

  /** Throws `unsupported` where no server can be started. */
  async devices(signal?: AbortSignal): Promise<readonly AdbListing[]> {
    const listed = await this.#ask(() => this.#client.listDevices(), serverLimitMs, signal);
    return listed.map(({ id, type }) => ({ serial: id, state: type }));
  }

  /** Links a phone over the network, as `adb connect` does; it is listed from then on. Throws `device-offline` and `unauthorized`. */
  async connect(host: string, port: number, signal?: AbortSignal): Promise<void> {
    const address = `${host}:${port}`;
    try {
      await this.#ask(() => this.#client.connect(host, port), connectLimitMs, signal);
    } catch (error) {
      if (isLabError(error)) throw error;
      const details = error instanceof Error ? error.message : String(error);
      if (/authenticate|unauthorized/.test(details)) throw adbError(error, address);
      throw new LabError({
        code: 'device-offline',
        message: `There is no phone at ${address} that answers.`,
        remedy: 'Switch on wireless debugging on the phone, and give the address and port that it shows.',
        details,
        cause: error,
      });
    }
  }

  /**
   * Makes a phone trust this computer by the code that it shows under “Pair device”, as `adb pair` does. Throws `unauthorized` where the phone
   * does not take it, `unsupported` where this adb can't.
   */
  async pair(host: string, port: number, code: string, signal?: AbortSignal): Promise<void> {
    const answer = await this.#ask(() => this.#request(`host:pair:${code}:${host}:${port}`), connectLimitMs, signal);
    if (answer.startsWith('Successfully paired')) return;
    if (/unknown host service/.test(answer)) {
      throw new LabError({
        code: 'unsupported',
        message: 'The adb of this computer is too old to pair with a phone by a code.',
        remedy: 'Install newer Android platform tools (30 or later) and run “adb kill-server”; or link the phone by cable once.',
        details: answer,
      });
    }
    throw new LabError({
      code: 'unauthorized',
      message: `The phone at ${host}:${port} was not paired.`,
      remedy:
        'Give the address and the code that the phone shows under “Pair device with pairing code” at this moment: both change each time.',
      details: answer,
    });
  }

  /** What the server itself answers in words, also where it refuses. */
  async #request(service: string): Promise<string> {
    const { socket, parser } = await this.#client.connection();
    const stream = new AdbStream(socket, parser);
    try {
      await stream.request(service);
      return (await stream.reader.readValue()).toString();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      stream.destroy();
    }
  }

  /** A stream to a service of a phone's daemon. Throws `device-offline`, `unauthorized`, `link-failed`. */
  async open(serial: string, service: string, { name, limitMs, signal }: Opening): Promise<AdbStream> {
    let stream: AdbStream | undefined;
    let isGivenUp = false;
    const opening = (async () => {
      const connection = await this.#client.getDevice(serial).transport();
      stream = new AdbStream(connection.socket, connection.parser);
      if (isGivenUp) stream.destroy();
      await stream.request(service);
      return stream;
    })();
    try {
      return await withinLimit(opening, {
        limitMs,
        signal,
        giveUp: () => {
          isGivenUp = true;
          stream?.destroy();
        },
        overdue: () => linkSilent(name, service.slice(0, 80), limitMs),
      });
    } catch (error) {
      stream?.destroy();
      throw adbError(error, name);
    }
  }

  async #ask<Answer>(question: () => PromiseLike<Answer>, limitMs: number, signal: AbortSignal | undefined): Promise<Answer> {
    throwIfCancelled(signal);
    try {
      return await withinLimit(question(), { limitMs, signal, giveUp() {}, overdue: () => serverFailure(`no answer in ${limitMs} ms`) });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (isLabError(error) || (code !== 'ECONNREFUSED' && code !== 'ENOENT' && code !== 'EACCES' && typeof code !== 'number')) throw error;
      throw serverFailure(error instanceof Error ? error.message : String(error), error);
    }
  }
}

function serverFailure(details: string, cause?: unknown): LabError {
  return new LabError({
    code: 'unsupported',
    message: 'The adb server of this computer does not answer, so that no phone can be reached.',
    remedy: 'Run “adb start-server” in a terminal and look at what it prints.',
    details,
    cause,
  });
}

/** The part of adbkit's parser that is used. */
interface Reader {
  readAscii(length: number): PromiseLike<string>;
  readBytes(length: number): PromiseLike<Buffer>;
  readValue(): PromiseLike<Buffer>;
}

/** A socket to the adb server that speaks for a phone. */
export class AdbStream {
  readonly socket: Socket;
  readonly reader: Reader;

  constructor(socket: Socket, reader: Reader) {
    this.socket = socket;
    this.reader = reader;
    socket.on('error', () => {}); // whoever reads or writes is told by the end of the stream
  }

  /** Asks for a service; throws with the daemon's own words. */
  async request(service: string): Promise<void> {
    const bytes = Buffer.from(service);
    this.socket.write(Buffer.concat([Buffer.from(bytes.length.toString(16).padStart(4, '0')), bytes]));
    const reply = await this.reader.readAscii(4);
    if (reply === 'OKAY') return;
    throw new Error(reply === 'FAIL' ? (await this.reader.readValue()).toString() : `unexpected reply ${JSON.stringify(reply)}`);
  }

  destroy(): void {
    this.socket.destroy();
  }
}
