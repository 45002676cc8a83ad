import { tableError } from './table-place.ts';

const keys = ['space', 'unit', 'source'] as const;
export type CommentKey = (typeof keys)[number];

/** What the `#` lines above a table's header say: `# unit: ms`. Other comments are passed over. */
export class TableComments {
  readonly #values = new Map<CommentKey, string>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  get(key: CommentKey): string | undefined {
    return this.#values.get(key);
  }

  /** Takes a line that begins with `#`; `isAboveHeader` is false where rows may already have been read without it. */
  add(text: string, line: number, isAboveHeader: boolean): void {
    const [, word = '', value = ''] = /^#+\s*(\w+)\s*[:=]\s*(.*?)\s*$/.exec(text) ?? [];
    const key = keys.find((candidate) => candidate === word.toLowerCase());
    if (key === undefined || value === '') return;
    const place = { file: this.#file, line, text };
    if (!isAboveHeader && key !== 'source') {
      throw tableError('parse-failed', place, `the ${key} stands below the header`, 'Move the line to the top of the file.');
    }
    const known = this.#values.get(key);
    if (key === 'source' && known !== undefined) this.#values.set(key, `${known}; ${value}`);
    else if (known !== undefined && known !== value) {
      throw tableError('parse-failed', place, `the ${key} was “${known}” before`, 'Keep one of the two lines.');
    } else this.#values.set(key, value);
  }
}
