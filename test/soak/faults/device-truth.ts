import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A journal as it lies on a device. */
export interface JournalText {
  /** `block-B-R-A`: block, repeat, attempt. */
  readonly folder: string;
  readonly text: string;
}

/** What a device measured, by turn (`block/repeat/position`): the raw samples in ms of every time that it did. */
export type Truth = ReadonlyMap<string, readonly (readonly number[])[]>;

/** Reads the journals without the lab's own reader. What stands behind damage counts for nothing: nobody can tell whether it is whole. */
export function deviceTruth(journals: readonly JournalText[]): Truth {
  const turns = new Map<string, (readonly number[])[]>();
  for (const { folder, text } of journals) {
    const [, block, repeat] = /^block-(\d+)-(\d+)-\d+$/.exec(folder) ?? [];
    for (const line of text.split('\n').slice(0, -1)) {
      const entry = parsed(line);
      if (entry === null) break;
      if (entry.type !== 'result') continue;
      const turn = `${block}/${repeat}/${entry.position}`;
      turns.set(turn, [...(turns.get(turn) ?? []), (entry.wallUs ?? []).map((wall) => wall / 1000)]);
    }
  }
  return turns;
}

interface Entry {
  readonly type: string;
  readonly position?: number;
  readonly wallUs?: readonly number[];
}

function parsed(line: string): Entry | null {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return null;
  }
}

/** From a folder of attempts on this computer. */
export function journalsIn(folder: string): readonly JournalText[] {
  return readdirSync(folder).flatMap((attempt) => {
    const text = textOf(join(folder, attempt, 'journal.jsonl'));
    return text === '' ? [] : [{ folder: attempt, text }];
  });
}

/** Pids of this computer whose command line has all these words. */
export function pidsWith(...words: readonly string[]): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const line = textOf(`/proc/${pid}/cmdline`);
      return words.every((word) => line.includes(word));
    })
    .map(Number);
}

/** What is absent or has ended reads as nothing. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
