import { tableError } from './table-place.ts';

const keys = ['space', 'unit', 'source'] as const;
export type CommentKey = (typeof keys)[number];

interface Comment {
  readonly value: string;
  readonly line: number;
}

/** What the `#` lines above a table's header say: `# unit: ms`. Other comments are passed over. */
export class TableComments {
  readonly #comments = new Map<CommentKey, Comment>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  get(key: CommentKey): Comment | undefined {
    return this.#comments.get(key);
  }

  /** Takes a line that begins with `#`; `isAboveHeader` is false where rows may already have been read without it. */
  add(text: string, line: number, isAboveHeader: boolean): void {
    const [, word = '', value = ''] = /^#+\s*(\w+)\s*[:=]\s*(.*?)\s*$/.exec(text) ?? [];
    const key = keys.find((candidate) => candidate === word.toLowerCase());
    if (key === undefined || value === '') return;
    const place = { file: this.#file, line, column: 1, text };
    if (!isAboveHeader && key !== 'source') {
      throw tableError('parse-failed', place, `the ${key} stands below the header`, 'Move the line to the top of the file.');
    }
    const known = this.#comments.get(key);
    if (key === 'source' && known !== undefined) this.#comments.set(key, { value: `${known.value}; ${value}`, line });
    else if (known !== undefined && known.value !== value) {
      throw tableError('parse-failed', place, `the ${key} was “${known.value}” in line ${known.line}`, 'Keep one of the two lines.');
    } else this.#comments.set(key, { value, line });
  }
}
