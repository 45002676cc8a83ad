import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isLabFolder } from './lab-folder.ts';

const mostKept = 10;

/** The folders of labs that were open on this computer, kept in a file outside of them. */
export class RecentLabs {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** The latest first; those that are gone, or whose disk is not there, are left out. */
  list(): readonly string[] {
    return this.#kept().filter(isLabFolder);
  }

  add(folder: string): void {
    const folders = [folder, ...this.#kept().filter((one) => one !== folder)].slice(0, mostKept);
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(this.#file, `${JSON.stringify(folders, null, 2)}\n`);
    } catch {
      // A read-only profile costs the list, nothing else.
    }
  }

  #kept(): readonly string[] {
    try {
      const value: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    } catch {
      return []; // none yet, or not readable
    }
  }
}
