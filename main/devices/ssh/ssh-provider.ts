import type { Board, BoardStore } from '../../core/board.ts';
import { brand, type DeviceId } from '../../core/brand.ts';
import { isLabError, LabError } from '../../core/lab-error.ts';
import type { Device, DeviceListing, DeviceProvider } from '../device.ts';
import { askLinuxBasics, parseLinuxBasics } from '../profile/linux-basics.ts';
import { deviceOffline } from '../remote/link-errors.ts';
import { RemoteDevice } from '../remote/remote-device.ts';
import { bundleNameFor, loadRunnerBundle } from '../runner-bundle.ts';
import { boardPlatform } from './board-platform.ts';
import type { KnownHosts } from './known-hosts.ts';
import type { AskSecret, SecretStore } from './secret-store.ts';
import { formatSshAddress, parseSshAddress, type SshAddress } from './ssh-address.ts';
import { SecretNeeded } from './ssh-failure.ts';
import { SshLink } from './ssh-link.ts';
import { connectSsh, type SshSession, type SshTiming, usualSshTiming } from './ssh-session.ts';

export interface SshProviderOptions {
  readonly boards: BoardStore;
  readonly knownHosts: KnownHosts;
  /** null: this program has no way to the system's keychain. */
  readonly secrets: SecretStore | null;
  readonly askSecret?: AskSecret | undefined;
  readonly clock: () => number;
  readonly timing?: SshTiming;
}

export interface BoardRequest {
  /** `ssh://user@host[:port]`. */
  readonly address: string;
  readonly keyFile?: string | undefined;
  readonly name?: string | undefined;
  readonly acceptHostKey?: string | undefined;
  readonly secret?: string | undefined;
  readonly keepSecret: boolean;
}

/** How long a list waits for boards that don't answer, and how long it then takes them for what they were. */
const listPatienceMs = 3000;
const failureHoldsMs = 10_000;
/** The same for one that refuses us: it may lock out who tries too often. */
const refusalHoldsMs = 120_000;
const secretAttempts = 3;

/** A board in use: its link lives as long as the lab does. */
interface BoardInUse {
  readonly board: Board;
  readonly link: SshLink;
  device: Promise<Device> | undefined;
  /** Why it could not be reached, and when that was found. */
  failure: { readonly error: LabError; readonly atMs: number } | undefined;
}

/** Offers the boards that a person has added, over SSH. */
export class SshProvider implements DeviceProvider {
  readonly kind = 'ssh';
  readonly #options: SshProviderOptions;
  readonly #inUse = new Map<DeviceId, BoardInUse>();
  /** Given in this program's life; the keychain, where there is one, has those to be kept. */
  readonly #secrets = new Map<DeviceId, string>();

  constructor(options: SshProviderOptions) {
    this.#options = options;
  }

  async list(): Promise<readonly DeviceListing[]> {
    return await Promise.all(this.#options.boards.list().map((board) => this.#listing(board)));
  }

  async connect(id: DeviceId, signal?: AbortSignal): Promise<Device> {
    const inUse = this.#use(this.#find(id));
    await this.#open(inUse, signal);
    inUse.device ??= boardDevice(inUse.board, inUse.link);
    try {
      return await inUse.device;
    } catch (error) {
      inUse.device = undefined;
      throw error;
    }
  }

  /** Adds a board that answers. Throws `HostKeyUnknown`, `SecretNeeded`, what connecting throws, `already-exists` and `invalid-input`. */
  async add(request: BoardRequest, signal?: AbortSignal): Promise<DeviceListing> {
    const { boards, clock } = this.#options;
    const address = parseSshAddress(request.address);
    const id = brand<DeviceId>(deviceIdOf(address));
    if (boards.list().some((board) => board.id === id)) {
      throw new LabError({
        code: 'already-exists',
        message: `There is a device “${id}” in this lab already.`,
        remedy: `Remove it first: device remove ${id}`,
      });
    }
    const found = { id, name: request.name ?? address.host, model: null, ...address, keyFile: request.keyFile ?? null, addedAtMs: clock() };
    if (request.secret !== undefined) this.#secrets.set(id, request.secret);
    const link = new SshLink(() => this.#dial(found, request.acceptHostKey));
    let board: Board = found;
    try {
      await link.open(signal);
      const { processorModel } = await (await boardDevice(found, link)).describe(signal);
      board = { ...found, model: processorModel };
      boards.add(board);
    } catch (error) {
      this.#secrets.delete(id);
      await link.close();
      throw error;
    }
    this.#inUse.set(id, { board, link, device: undefined, failure: undefined });
    if (request.keepSecret) await this.#keepSecret(board);
    return listing(board, 'ready');
  }

  /** Forgets a board, its secret, and its host key where no other board has the same. */
  async remove(id: DeviceId): Promise<void> {
    const { boards, knownHosts, secrets } = this.#options;
    const board = this.#find(id);
    const { host, port } = board;
    boards.remove(id);
    await this.#inUse.get(id)?.link.close();
    this.#inUse.delete(id);
    this.#secrets.delete(id);
    await secrets?.remove(accountOf(board));
    if (!boards.list().some((other) => other.host === host && other.port === port)) knownHosts.remove(host, port);
  }

  /** Connects with a password or passphrase that a person gave. */
  async unlock(id: DeviceId, secret: string, keepSecret: boolean, signal?: AbortSignal): Promise<DeviceListing> {
    const inUse = this.#use(this.#find(id));
    const before = this.#secrets.get(id);
    this.#secrets.set(id, secret);
    try {
      await this.#open(inUse, signal);
    } catch (error) {
      if (before === undefined) this.#secrets.delete(id);
      else this.#secrets.set(id, before);
      throw error;
    }
    if (keepSecret) await this.#keepSecret(inUse.board);
    return listing(inUse.board, 'ready');
  }

  async close(): Promise<void> {
    await Promise.all([...this.#inUse.values()].map(({ link }) => link.close()));
  }

  #find(id: DeviceId): Board {
    const board = this.#options.boards.list().find((candidate) => candidate.id === id);
    if (board) return board;
    throw new LabError({
      code: 'not-found',
      message: `There is no board “${id}” in this lab.`,
      remedy: 'Add it: device add ssh://user@host',
    });
  }

  #use(board: Board): BoardInUse {
    const known = this.#inUse.get(board.id);
    if (known) return known;
    const inUse = { board, link: new SshLink(() => this.#dial(board)), device: undefined, failure: undefined };
    this.#inUse.set(board.id, inUse);
    return inUse;
  }

  async #open(inUse: BoardInUse, signal?: AbortSignal): Promise<void> {
    try {
      await inUse.link.open(signal);
      inUse.failure = undefined;
    } catch (error) {
      if (isLabError(error) && error.code !== 'cancelled') inUse.failure = { error, atMs: this.#options.clock() };
      throw error;
    }
  }

  async #listing(board: Board): Promise<DeviceListing> {
    const inUse = this.#use(board);
    if (inUse.link.isOpen) return listing(board, 'ready');
    const { failure } = inUse;
    const holdsMs = failure?.error.code === 'unauthorized' ? refusalHoldsMs : failureHoldsMs;
    if (failure && this.#options.clock() - failure.atMs < holdsMs) return failedListing(board, failure.error);
    try {
      await this.#open(inUse, AbortSignal.timeout(listPatienceMs));
      return listing(board, 'ready');
    } catch (error) {
      if (!isLabError(error)) throw error;
      if (error.code !== 'cancelled') return failedListing(board, error);
      const silent = deviceOffline(board.name);
      inUse.failure = { error: silent, atMs: this.#options.clock() };
      return failedListing(board, silent);
    }
  }

  /** Connects with the secret that is known, and asks for one where a person can be asked. */
  async #dial(board: Board, acceptHostKey?: string): Promise<SshSession> {
    const { knownHosts, secrets, askSecret, timing = usualSshTiming } = this.#options;
    let secret = this.#secrets.get(board.id) ?? (await secrets?.get(accountOf(board))) ?? undefined;
    for (let attempt = 1; ; attempt++) {
      try {
        const session = await connectSsh({
          address: board,
          credentials: { keyFile: board.keyFile, secret },
          knownHosts,
          acceptHostKey,
          timing,
        });
        if (secret !== undefined) this.#secrets.set(board.id, secret);
        return session;
      } catch (error) {
        if (!(error instanceof SecretNeeded) || askSecret === undefined || attempt > secretAttempts) throw error;
        const answer = await askSecret({ kind: error.kind, device: board.name, message: error.message });
        if (answer === null) throw error;
        secret = answer;
      }
    }
  }

  async #keepSecret(board: Board): Promise<void> {
    const secret = this.#secrets.get(board.id);
    if (secret !== undefined) await this.#options.secrets?.set(accountOf(board), secret);
  }
}

/** What is on the other side, before it is used: which runner it takes, and where its files may lie. */
async function boardDevice(board: Board, link: SshLink): Promise<Device> {
  const basics = parseLinuxBasics(Buffer.from((await link.run(askLinuxBasics)).stdout).toString());
  const bundle = await loadRunnerBundle(bundleNameFor({ system: 'linux', machine: basics.machine ?? 'unknown', glibc: basics.glibc }));
  return new RemoteDevice({ id: board.id, name: board.name, link, platform: boardPlatform(basics, bundle) });
}

/** What a secret opens, the same in every lab of this computer: a user on a board, or a key file. */
function accountOf({ keyFile, ...address }: Board): string {
  return keyFile === null ? formatSshAddress(address) : `key ${keyFile}`;
}

/** For example `orin` for ssh://nvidia@orin.local, `192.168.1.7-2222` for another port of an address. */
function deviceIdOf({ host, port }: SshAddress): string {
  const isAddress = /^[\d.]+$/.test(host) || host.includes(':');
  const name = (isAddress ? host : host.split('.', 1)[0]!).toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-');
  return port === 22 && name !== 'local' ? name : `${name}-${port}`; // `local` is this computer
}

function listing(board: Board, state: DeviceListing['state']): DeviceListing {
  const { id, name, model } = board;
  return { id, kind: 'ssh', name, state, detail: [model, formatSshAddress(board)].filter((part) => part !== null).join(' · ') };
}

function failedListing(board: Board, error: LabError): DeviceListing {
  return { ...listing(board, error.code === 'unauthorized' ? 'unauthorized' : 'offline'), remedy: error.remedy || error.message };
}
