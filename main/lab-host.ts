import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { invalidInput } from './core/lab-error.ts';
import { isFreeFolder, isLabFolder } from './lab-folder.ts';
import type { Lab } from './lab.ts';
import type { RecentLabs } from './recent-labs.ts';
import type { LabSwitch } from './services/lab-info.ts';

export interface LabHostOptions {
  readonly open: (folder: string, labs: LabSwitch) => Lab;
  readonly folder: string;
  readonly recent: RecentLabs;
}

/** A lab that may become another one while its front lives: a person opens another folder in the window. */
export class LabHost implements LabSwitch {
  readonly #open: LabHostOptions['open'];
  readonly #recent: RecentLabs;
  readonly #listeners: ((folder: string) => void)[] = [];
  #folder: string;
  #lab: Lab;
  /** Settles when the change under way is done. */
  #change: Promise<unknown> = Promise.resolve();
  /** Settles when the lab before is closed. */
  #closing: Promise<unknown> = Promise.resolve();

  /** Throws what `open` throws. */
  constructor({ open, folder, recent }: LabHostOptions) {
    this.#open = open;
    this.#recent = recent;
    this.#folder = folder;
    this.#lab = open(folder, this);
    recent.add(folder);
  }

  get router(): Lab['router'] {
    return this.#lab.router;
  }

  get client(): Lab['client'] {
    return this.#lab.client;
  }

  /** Calls `listener` whenever another lab is open; those who spoke with the one before have to be sent to the new one. */
  subscribe(listener: (folder: string) => void): void {
    this.#listeners.push(listener);
  }

  recent(): readonly string[] {
    return this.#recent.list().filter((folder) => folder !== this.#folder);
  }

  /** Opens the lab of a folder, a new one in an empty folder, instead of the present one; where that fails, the present one stays. */
  open(folder: string): Promise<void> {
    const changed = this.#change.then(() => this.#changeTo(absolute(folder)));
    this.#change = changed.catch(() => {});
    return changed;
  }

  async close(): Promise<void> {
    await this.#change;
    await this.#closing;
    await this.#lab.close();
  }

  async #changeTo(folder: string): Promise<void> {
    if (folder === this.#folder) return;
    if (!isLabFolder(folder) && !isFreeFolder(folder))
      throw invalidInput(`${folder} holds something else, and no lab.`, 'Choose the folder of a lab, or an empty one for a new lab.');
    await this.#closing; // it may be the one that is wanted back
    const former = this.#lab;
    this.#lab = this.#open(folder, this);
    this.#folder = folder;
    this.#recent.add(folder);
    // Whoever asked is answered first, through the lab that is being left.
    this.#closing = new Promise(setImmediate)
      .then(() => {
        for (const listener of this.#listeners) listener(folder);
        return former.close();
      })
      .catch((error: unknown) => console.error(error));
  }
}

function absolute(folder: string): string {
  const path = folder.replace(/^~(?=$|[\\/])/u, homedir());
  if (!isAbsolute(path)) throw invalidInput(`“${folder}” is not a whole path.`, `Begin with ${join(homedir(), '…')}, or ~.`);
  return resolve(path);
}
