import { randomBytes } from 'node:crypto';
import { LabError } from '../../core/lab-error.ts';
import type { CommandOptions, CommandResult, DeviceLink, PushOptions } from '../remote/device-link.ts';
import { linkLost, linkSilent } from '../remote/link-errors.ts';
import { adbError } from './adb-error.ts';
import { pushFile } from './adb-push.ts';
import type { AdbServer, AdbStream } from './adb-server.ts';
import { Heartbeat } from './heartbeat.ts';
import { readSentinel, withSentinel } from './sentinel.ts';
import { withinLimit } from './within-limit.ts';

const defaultTimeoutMs = 30_000;
const defaultMaximumBytes = 16 * 1024 * 1024;
/** The oldest daemons take no longer service than this less some bytes. */
const maximumCommandBytes = 60_000;
const trailerBytes = 20_000;

/** How long nothing may happen before a link counts as lost. */
export interface AdbPatience {
  /** For a service to begin: a phone on a busy bus takes a second, a sleeping one some. */
  readonly openLimitMs: number;
  /** For the next piece of a file to be taken. */
  readonly idleLimitMs: number;
  /** A phone of which nothing was heard for so long is asked for a sign of life, which it has to give within the limit for a service to begin. */
  readonly heartbeatMs: number;
}

export const usualPatience: AdbPatience = { openLimitMs: 15_000, idleLimitMs: 20_000, heartbeatMs: 5000 };

/** A phone as the adb server reaches it, by USB or network. Each call is a stream of its own, so a healed link needs no repair here. */
export class AdbLink implements DeviceLink {
  readonly #server: AdbServer;
  readonly #serial: string;
  readonly #name: string;
  readonly #patience: AdbPatience;
  readonly #heartbeat: Heartbeat;

  /** `name` is for sentences. */
  constructor(server: AdbServer, serial: string, name: string, patience: AdbPatience = usualPatience) {
    this.#server = server;
    this.#serial = serial;
    this.#name = name;
    this.#patience = patience;
    this.#heartbeat = new Heartbeat(async () => (await this.#open('exec:true', undefined)).destroy(), patience.heartbeatMs);
  }

  /** As far as is known, and without waiting: a mute phone is noticed within the heartbeat's interval and the limit for a service to begin. */
  get isAnswering(): boolean {
    return this.#heartbeat.isBeating;
  }

  async run(command: string, options: CommandOptions = {}): Promise<CommandResult> {
    const { signal, timeoutMs = defaultTimeoutMs, maximumBytes = defaultMaximumBytes } = options;
    const mark = `@${randomBytes(8).toString('hex')}`;
    const service = `exec:${withSentinel(command, mark)}`;
    if (Buffer.byteLength(service) > maximumCommandBytes) throw new Error('a command that is too long for adb');
    const stream = await this.#open(service, signal);
    try {
      return await withinLimit(this.#heartbeat.guard(this.#result(stream, mark, maximumBytes)), {
        limitMs: timeoutMs,
        signal,
        giveUp: () => stream.destroy(),
        overdue: () => linkSilent(this.#name, command.slice(0, 200), timeoutMs),
      });
    } finally {
      stream.destroy();
    }
  }

  async push(source: Uint8Array | { readonly file: string }, path: string, options: PushOptions = {}): Promise<void> {
    const stream = await this.#open('sync:', options.signal);
    try {
      await pushFile({ stream, name: this.#name, idleLimitMs: this.#patience.idleLimitMs }, source, path, options);
    } catch (error) {
      throw adbError(error, this.#name);
    } finally {
      stream.destroy();
    }
  }

  async close(): Promise<void> {}

  async #open(service: string, signal: AbortSignal | undefined): Promise<AdbStream> {
    const stream = await this.#server.open(this.#serial, service, { name: this.#name, limitMs: this.#patience.openLimitMs, signal });
    this.#heartbeat.heard();
    return stream;
  }

  #result({ socket }: AdbStream, mark: string, maximumBytes: number): Promise<CommandResult> {
    const pieces: Buffer[] = [];
    let length = 0;
    return new Promise((resolve, reject) => {
      const take = (piece: Buffer): void => {
        this.#heartbeat.heard();
        pieces.push(piece);
        length += piece.length;
        if (length > maximumBytes + trailerBytes) return reject(tooMuch(this.#name, maximumBytes));
        if (!piece.includes('\n')) return;
        const result = sentinelOf(pieces, mark);
        if (result !== null) resolve(result);
      };
      const lost = (): void => reject(linkLost(this.#name, `${length} bytes came and no exit code`));
      socket.on('data', take).once('end', lost).once('close', lost);
      socket.resume();
    });
  }
}

/** Looks at the last pieces only, until they end as they should: output of any length is joined once. */
function sentinelOf(pieces: Buffer[], mark: string): CommandResult | null {
  let tail = pieces.at(-1)!;
  for (let index = pieces.length - 2; index >= 0 && tail.length < mark.length + 2; index--) tail = Buffer.concat([pieces[index]!, tail]);
  if (!tail.toString('latin1').endsWith(`\n${mark}\n`)) return null;
  return readSentinel(Buffer.concat(pieces), mark);
}

function tooMuch(name: string, maximumBytes: number): LabError {
  return new LabError({
    code: 'parse-failed',
    message: `${name} answers with more than ${Math.round(maximumBytes / 1024)} kB; the rest was not taken.`,
    remedy: 'Restart the phone, then try again.',
  });
}
