import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where searches that are under way stand, one file a search, so that one that was killed goes on. */
export class SearchCheckpoints {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Of the search that `question`, plain data, describes; undefined where there is none, or none that can be read. */
  find(question: unknown): unknown {
    try {
      return JSON.parse(readFileSync(this.#path(question), 'utf8')) as unknown;
    } catch {
      return undefined; // a checkpoint saves time, no more
    }
  }

  /** All or nothing: a crash while writing leaves the one before. */
  keep(question: unknown, checkpoint: unknown): void {
    const path = this.#path(question);
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(checkpoint));
    renameSync(`${path}.new`, path);
  }

  forget(question: unknown): void {
    rmSync(this.#path(question), { force: true });
  }

  #path(question: unknown): string {
    return join(this.#folder, `${createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 24)}.json`);
  }
}
