import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { EndedJob } from './ended-jobs.ts';
import type { MessageFromLab, MessageToLab, SecretRequest } from './lab-messages.ts';
import { RunnerProcesses } from './runner-processes.ts';
import type { SecretVault } from './secret-vault.ts';

/** How often the lab may crash within `crashWindowMs` before it stays down. */
const crashLimit = 3;
const crashWindowMs = 60_000;
/** How long it may take to close: jobs are stopped and what they did is committed. */
const closeLimitMs = 10_000;

export interface LabProcessOptions {
  /** Built entries. */
  readonly labEntry: string;
  readonly runnerEntry: string;
  readonly secrets: SecretVault;
  /** Where the program keeps what belongs to no lab. */
  readonly settingsFolder: string;
  readonly onJobEnded: (job: EndedJob) => void;
  /** The lab had crashed, and is started again. */
  readonly onRestart: () => void;
  /** The lab cannot be had: it could not be opened, or crashed too often. */
  readonly onFailure: (message: string, remedy: string) => void;
}

/**
 * The process in which the lab works. It is started again when it crashes; the window notices because its port closes, and asks for another.
 */
export class LabProcess {
  readonly #options: LabProcessOptions;
  readonly #runners: RunnerProcesses;
  #child: UtilityProcess | undefined;
  #crashes: number[] = [];
  /** Of the lab that was opened last in the window: a new process goes on with it. */
  #folder: string | undefined;
  #ending = false;

  constructor(options: LabProcessOptions) {
    this.#options = options;
    this.#runners = new RunnerProcesses(options.runnerEntry);
    this.#start();
  }

  /** Hands a window's port over to the lab. Between two lives of it the port is closed at once: the window tries again. */
  connect(port: MessagePortMain): void {
    if (this.#child === undefined) port.close();
    else this.#child.postMessage({ type: 'connect' } satisfies MessageToLab, [port]);
  }

  /** Lets the lab stop its jobs and release its folder; ends it where it takes too long. */
  async close(): Promise<void> {
    this.#ending = true;
    const child = this.#child;
    if (child === undefined) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => child.kill(), closeLimitMs);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#tell({ type: 'close' });
    });
  }

  #start(): void {
    const child = utilityProcess.fork(this.#options.labEntry, [], {
      serviceName: 'ProxyLab lab',
      stdio: 'inherit',
      env: {
        ...process.env,
        PROXYLAB_SETTINGS: this.#options.settingsFolder,
        ...(this.#folder === undefined ? {} : { PROXYLAB_LAB: this.#folder }),
      },
    });
    this.#child = child;
    child.on('message', (message: MessageFromLab) => this.#receive(message));
    child.once('exit', () => {
      this.#child = undefined;
      void this.#runners.stopAll().then(() => this.#restart());
    });
  }

  #receive(message: MessageFromLab): void {
    switch (message.type) {
      case 'start-runner':
        return this.#runners.start(message, (reply) => this.#tell(reply));
      case 'secret':
        return this.#tell({ type: 'secret', request: message.request, secret: this.#secret(message.asked) });
      case 'job-ended':
        return this.#options.onJobEnded(message.job);
      case 'lab-opened':
        this.#folder = message.folder;
        return undefined;
      case 'failed':
        this.#child?.kill(); // it cannot end itself: its last message might be lost
        return this.#fail(message.message, message.remedy);
    }
  }

  #secret(asked: SecretRequest): string | null {
    const { secrets } = this.#options;
    switch (asked.what) {
      case 'get':
        return secrets.get(asked.account);
      case 'set':
        secrets.set(asked.account, asked.secret);
        return null;
      case 'remove':
        secrets.remove(asked.account);
        return null;
    }
  }

  #restart(): void {
    if (this.#ending) return;
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < crashWindowMs), now];
    if (this.#crashes.length >= crashLimit)
      return this.#fail('The lab stopped unexpectedly several times. What was measured is safe.', 'Start ProxyLab again.');
    this.#start();
    this.#options.onRestart();
  }

  #fail(message: string, remedy: string): void {
    this.#ending = true;
    this.#options.onFailure(message, remedy);
  }

  #tell(message: MessageToLab): void {
    this.#child?.postMessage(message);
  }
}
