import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { KeptUnits } from '../../main/services/evaluation/run-units.ts';

interface Line {
  readonly key: string;
  readonly result: unknown;
}

/** Results in a file of JSON lines, each there for good once it is kept: a run that was killed goes on where it was. */
export class KeptResults {
  readonly #file: string;
  readonly #results = new Map<string, unknown>();

  constructor(file: string) {
    this.#file = file;
    if (!existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    for (const line of text.split('\n')) this.#read(line);
    if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n'); // what was killed in the middle of a line
  }

  /** Results that depend on `scope` and their unit. */
  of(scope: string): KeptUnits {
    const keyOf = (unit: unknown) =>
      createHash('sha256')
        .update(JSON.stringify([scope, unit]))
        .digest('hex');
    return {
      find: (unit) => this.#results.get(keyOf(unit)),
      keep: (unit, result) => this.#keep({ key: keyOf(unit), result }),
    };
  }

  #keep(line: Line): void {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
    this.#results.set(line.key, line.result);
  }

  #read(text: string): void {
    try {
      const { key, result } = JSON.parse(text) as Line;
      this.#results.set(key, result);
    } catch {
      // Half a line: its result is computed again.
    }
  }
}
