import { constants } from 'node:os';
import { randomBytes } from 'node:crypto';
import ssh2, { type Client, type ClientChannel, type ServerHostKeyAlgorithm } from 'ssh2';
import { LabError, throwIfCancelled } from '../../core/lab-error.ts';
import type { CommandOptions, CommandResult, PushOptions } from '../remote/device-link.ts';
import { commandFailure } from '../remote/command-failure.ts';
import { linkLost, linkSilent } from '../remote/link-errors.ts';
import { shellWord } from '../remote/shell-word.ts';
import { feedChannel } from './feed-channel.ts';
import { fingerprintOf, keyTypeOf, type KnownHosts } from './known-hosts.ts';
import { formatSshAddress, type SshAddress } from './ssh-address.ts';
import { loginMethods, type SshCredentials } from './ssh-credentials.ts';
import { connectFailure, fieldOf, HostKeyUnknown, hostKeyChanged, messageOf, SecretNeeded } from './ssh-failure.ts';

export interface SshTiming {
  /** Until a connection is ready: reached, key checked, logged in. */
  readonly connectMs: number;
  /** A board that is silent for three of these is taken for lost. */
  readonly keepAliveMs: number;
  /** A transfer of which nothing has gone over for so long has failed. */
  readonly stallMs: number;
}

/** Seldom enough not to disturb what is measured. */
export const usualSshTiming: SshTiming = { connectMs: 15_000, keepAliveMs: 5000, stallMs: 60_000 };

export interface SshTarget {
  readonly address: SshAddress;
  readonly credentials: SshCredentials;
  readonly knownHosts: KnownHosts;
  /** Fingerprint of a host key that a person has just accepted: kept when the server shows it. */
  readonly acceptHostKey?: string | undefined;
  readonly timing?: SshTiming;
}

const usualTimeoutMs = 30_000;
const usualMaximumBytes = 16 * 1024 * 1024;
/** What may come beside a command's own output: the marks, and the text of the user's start-up files. */
const besideBytes = 20_000;

/**
 * Connects and logs in. Throws `device-offline`, `unauthorized` (`HostKeyUnknown` and `SecretNeeded` where a person can do something about it),
 * `link-failed`, `not-found` and `parse-failed` for the key file, `cancelled`.
 */
export async function connectSsh(target: SshTarget, signal?: AbortSignal): Promise<SshSession> {
  throwIfCancelled(signal);
  const { address, credentials, knownHosts, timing = usualSshTiming } = target;
  const { user, host, port } = address;
  const place = formatSshAddress(address);
  let methods = loginMethods(user, credentials);
  const accepted = knownHosts.keys(host, port);
  const client = new ssh2.Client();
  let refusal: LabError | undefined;
  let shown: Buffer | undefined;
  let offered: readonly string[] | null = null; // what the server takes, once it has said so
  let stop = (): void => undefined;

  const connected = new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    client.on('error', reject);
    client.once('close', () => reject(linkLost(place, 'closed before it was ready')));
    stop = () => reject(new Error('cancelled'));
    signal?.addEventListener('abort', stop, { once: true });
  });
  client.connect({
    host,
    port,
    username: user,
    readyTimeout: timing.connectMs,
    keepaliveInterval: timing.keepAliveMs,
    keepaliveCountMax: 3,
    // Only kinds of key that are known already, or the server could show a second key that nobody has seen.
    ...(accepted.length === 0 ? {} : { algorithms: { serverHostKey: accepted.flatMap((key) => hostKeyAlgorithms(keyTypeOf(key))) } }),
    hostVerifier: (key: Buffer) => {
      shown = key;
      refusal = judgeHostKey(key, accepted, place, target.acceptHostKey);
      return refusal === undefined;
    },
    authHandler(left: readonly string[] | null, _partial, next) {
      offered = left ?? offered;
      const method = methods.find(({ type }) => type === 'none' || (offered?.includes(type === 'agent' ? 'publickey' : type) ?? true));
      methods = method === undefined ? [] : methods.slice(methods.indexOf(method) + 1);
      next(method ?? (false as never)); // false: there is nothing left to try
    },
  });
  try {
    await connected;
  } catch (error) {
    client.on('error', () => undefined); // what else it says while it ends
    client.destroy();
    throwIfCancelled(signal);
    if (refusal) throw refusal;
    const isRefused = fieldOf(error, 'level') === 'client-authentication' && credentials.keyFile === null;
    if (isRefused && takesPassword(offered)) throw new SecretNeeded('password', place, credentials.secret !== undefined);
    throw connectFailure(error, place);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  if (accepted.length === 0 && shown) knownHosts.add(host, port, shown); // by now it has proved that the key is its own
  return new SshSession(client, place, timing);
}

function takesPassword(offered: readonly string[] | null): boolean {
  return offered?.some((way) => way === 'password' || way === 'keyboard-interactive') ?? false;
}

function judgeHostKey(key: Buffer, accepted: readonly Buffer[], place: string, acceptHostKey: string | undefined): LabError | undefined {
  const shown = fingerprintOf(key);
  if (accepted.some((known) => known.equals(key))) return undefined;
  if (accepted.length > 0) return hostKeyChanged(place, accepted.map(fingerprintOf), shown);
  return shown === acceptHostKey ? undefined : new HostKeyUnknown(place, shown);
}

function hostKeyAlgorithms(type: string): ServerHostKeyAlgorithm[] {
  return type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] : [type as ServerHostKeyAlgorithm];
}

/** One connection to a board. Once it is lost it stays lost: every call fails with `link-failed`. */
export class SshSession {
  readonly #client: Client;
  readonly #place: string;
  readonly #timing: SshTiming;
  /** Rejects when the connection ends. */
  readonly #lost: Promise<never>;
  #isOpen = true;

  constructor(client: Client, place: string, timing: SshTiming) {
    this.#client = client;
    this.#place = place;
    this.#timing = timing;
    let why = 'closed by the board';
    client.removeAllListeners('error').on('error', (error: Error) => (why = error.message));
    this.#lost = new Promise<never>((_resolve, reject) => {
      client.once('close', () => {
        this.#isOpen = false;
        reject(linkLost(place, why));
      });
    });
    this.#lost.catch(() => undefined); // nobody may be waiting
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  async run(command: string, options: CommandOptions = {}): Promise<CommandResult> {
    const { timeoutMs = usualTimeoutMs } = options;
    const timer = new Patience(timeoutMs, this.#place, 'a command');
    return await this.#execute(command, options, timer, (channel) => channel.end());
  }

  /**
   * Through the shell, not through SFTP: boards with a small SSH server have none, a start-up file that prints anything breaks it, and of a full
   * disk it says no more than “failure”.
   */
  async push(source: Uint8Array | { readonly file: string }, path: string, options: PushOptions = {}): Promise<void> {
    const { signal, executable = false, progress } = options;
    const timer = new Patience(this.#timing.stallMs, this.#place, path);
    const word = shellWord(path);
    const result = await this.#execute(`cat >${word} && chmod ${executable ? 755 : 644} ${word}`, { signal }, timer, (channel) =>
      feedChannel(channel, source, (bytes) => {
        timer.renew();
        progress?.(bytes);
      }),
    );
    if (result.exitCode !== 0) throw commandFailure(`${this.#place} does not take a file`, result);
  }

  close(): void {
    this.#isOpen = false;
    this.#client.end();
  }

  #open(line: string): Promise<ClientChannel> {
    return new Promise((resolve, reject) => {
      const refused = (error: Error): void =>
        reject(
          this.#isOpen && /open failed|unable to exec/i.test(error.message)
            ? new LabError({
                code: 'permission-denied',
                message: `${this.#place} does not let this user run commands.`,
                remedy: 'Log in as a user with a shell, or lift the restriction in the board’s sshd_config.',
                details: error.message,
                cause: error,
              })
            : linkLost(this.#place, error.message, error),
        );
      try {
        this.#client.exec(line, (error, channel) => (error ? refused(error) : resolve(channel)));
      } catch (error) {
        this.#isOpen = false; // ssh2 throws where it is not connected, which may be a moment before it says so
        reject(linkLost(this.#place, messageOf(error), error));
      }
    });
  }

  /** Runs a command line in the board's `sh`; `feed` gives it its input. Ends with the connection, the timer's and the caller's patience. */
  async #execute(
    command: string,
    { signal, maximumBytes = usualMaximumBytes }: CommandOptions,
    timer: Patience,
    feed: (channel: ClientChannel) => unknown,
  ): Promise<CommandResult> {
    const stopped = Promise.withResolvers<never>();
    const stop = (): void => stopped.reject(new LabError({ code: 'cancelled', message: 'Cancelled.', cause: signal?.reason }));
    signal?.addEventListener('abort', stop, { once: true });
    const bounded = <Result>(work: Promise<Result>): Promise<Result> => Promise.race([work, stopped.promise, timer.lost, this.#lost]);
    let channel: ClientChannel | undefined;
    try {
      throwIfCancelled(signal);
      const mark = randomBytes(12).toString('hex');
      // What the user's own start-up files print comes before the mark.
      channel = await bounded(this.#open(`exec sh -c ${shellWord(`printf ${mark}; printf ${mark} >&2; export LC_ALL=C\n${command}`)}`));
      const [result] = await bounded(Promise.all([collect(channel, mark, maximumBytes, this.#place), feed(channel)]));
      return result;
    } catch (error) {
      if (this.#isOpen) channel?.signal('KILL'); // given up: it need not go on
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      timer.end();
      channel?.destroy();
    }
  }
}

function collect(channel: ClientChannel, mark: string, maximumBytes: number, place: string): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    let size = 0;
    const take = (into: Buffer[]) => (piece: Buffer) => {
      size += piece.length;
      if (size <= maximumBytes + besideBytes) into.push(piece);
      else reject(tooMuch(place, maximumBytes));
    };
    channel.on('data', take(stdout));
    channel.stderr.on('data', take(stderr));
    channel.on('error', () => undefined); // written to after its end, which is what counts
    channel.once('close', (code: unknown, signalName: unknown) => {
      const exitCode = exitCodeOf(code, signalName);
      // No exit code is no end of the command: the connection died.
      if (exitCode === null) reject(linkLost(place, 'the command’s end was never told'));
      else resolve({ exitCode, stdout: afterMark(Buffer.concat(stdout), mark), stderr: afterMark(Buffer.concat(stderr), mark).toString() });
    });
  });
}

/** Time that may pass without an answer. */
class Patience {
  readonly lost: Promise<never>;
  readonly #timer: NodeJS.Timeout;

  constructor(patienceMs: number, place: string, what: string) {
    const { promise, reject } = Promise.withResolvers<never>();
    this.lost = promise;
    this.lost.catch(() => undefined); // nobody may be waiting
    this.#timer = setTimeout(() => reject(linkSilent(place, what, patienceMs)), patienceMs);
  }

  renew(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** As a shell gives it; null where the board never told how the command ended. */
function exitCodeOf(code: unknown, signalName: unknown): number | null {
  if (typeof code === 'number') return code;
  if (typeof signalName !== 'string') return null;
  const signals: Readonly<Record<string, number>> = constants.signals;
  return 128 + (signals[signalName] ?? signals[`SIG${signalName}`] ?? 0);
}

function afterMark(output: Buffer, mark: string): Buffer {
  const at = output.indexOf(mark);
  return at === -1 ? output : output.subarray(at + mark.length);
}

function tooMuch(place: string, maximumBytes: number): LabError {
  return new LabError({
    code: 'parse-failed',
    message: `A command on ${place} printed more than ${maximumBytes} bytes.`,
    remedy: 'Check what the board prints; nothing of it was used.',
  });
}
